// A recursive descent over  sum = product {(+|-) product},  product = atom {(*|/) atom},
// atom = number | -atom | (sum).  The first failure is kept and ends everything.
#include "desk/calculate.hpp"

#include "desk/refuse.hpp"

#include <charconv>
#include <cmath>
#include <optional>

namespace tau {
namespace {

class Calculation {
 public:
  explicit Calculation(std::string_view text) : text_(text) {}

  wmh::Result<double> run() {
    const double value = sum();
    if (!failure_ && peek() != '\0') fail("unexpected character");
    if (!failure_ && !std::isfinite(value)) fail("the result is not a finite number");
    if (failure_) return std::move(*failure_);
    return value;
  }

 private:
  static constexpr int most_nested = 50;

  char peek() {
    while (at_ < text_.size() && text_[at_] == ' ')
      ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool take(char wanted) {
    if (failure_ || peek() != wanted) return false;
    ++at_;
    return true;
  }

  double fail(std::string_view why) {
    if (!failure_) failure_ = refuse("calculate: {} at character {}", why, at_ + 1);
    return 0;
  }

  double sum() {
    double value = product();
    for (;;) {
      if (take('+'))
        value += product();
      else if (take('-'))
        value -= product();
      else
        return value;
    }
  }

  double product() {
    double value = atom();
    for (;;) {
      if (take('*')) {
        value *= atom();
      } else if (take('/')) {
        const double divisor = atom();
        if (divisor == 0) return fail("division by zero");
        value /= divisor;
      } else {
        return value;
      }
    }
  }

  double atom() {
    if (++depth_ > most_nested) return fail("too deeply nested");
    const double value = take('-') ? -atom() : take('(') ? group() : number();
    --depth_;
    return value;
  }

  double group() {
    const double value = sum();
    return take(')') ? value : fail("expected \")\"");
  }

  double number() {
    peek();
    const char* const begin = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    double value = 0;
    const auto [stop, code] = std::from_chars(begin, end, value, std::chars_format::fixed);
    if (code != std::errc()) return fail("expected a number");
    at_ += static_cast<std::size_t>(stop - begin);
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::optional<wmh::Error> failure_{};
};

}  // namespace

wmh::Result<double> calculate(std::string_view expression) {
  return Calculation(expression).run();
}

std::string number_text(double number) {
  std::string text = fmt::format("{:.2f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace tau
