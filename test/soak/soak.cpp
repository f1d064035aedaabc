// A soak of `wmh serve`: clients of every kind, for hours, on a server with its sessions in a
// PostgreSQL that is restarted and on one with them on a disk that fills up.
//
//   soak --wmh FILE [--minutes N] [--rate STEPS_PER_SECOND] [--report FOLDER] [--seed N]
//
// It ends with 1 when a check failed: an answer that must not be, a step that is lost or doubled, a
// server that ended, or memory or files that grow.
#include "soak/crew.hpp"
#include "soak/journey.hpp"
#include "soak/options.hpp"
#include "soak/outages.hpp"
#include "soak/watch.hpp"
#include "support/traces.hpp"

#include <fmt/format.h>

#include <iostream>
#include <optional>

namespace wmh::soak {
namespace {

namespace fs = std::filesystem;

/// A server with its clients.
struct Side {
  Side(std::string name, std::uint16_t port, Tally& tally) : target(std::move(name), port, tally) {}
  Target target;
  std::unique_ptr<Served> server{};
  std::unique_ptr<Crew> crew{};
};

class Soak {
 public:
  explicit Soak(const Options& options) : options_(options) {
    fs::create_directories(options_.report);
    disk_.emplace(folder_ / "disk", 64);
    const bool built = build();
    if (!built) tally_.fail("wmh", "build", "the world model could not be built");
    if (built) open_postgres();
    if (built) open_sqlite();
  }

  int run() {
    if (sides_.empty() || tally_.failed() > 0) return report({});
    std::vector<Watched> watched;
    for (const auto& each : sides_)
      watched.push_back({each->target.name, each->server.get()});
    const auto interval = std::min(std::chrono::duration<double>(5), whole_ / 40);
    Watch watch(std::move(watched), options_.report / "readings.csv", tally_,
                std::chrono::duration_cast<std::chrono::milliseconds>(interval));
    start_crews();
    let_happen(std::move(happenings_), whole_);
    watch.end();
    for (const auto& each : sides_)
      each->crew->end();
    check(watch.servers());
    return report(watch.servers());
  }

 private:
  bool build() {
    folder_.write("traces.jsonl", corpus_);
    const auto built = testing::run_command(
        options_.wmh,
        {"build", "--no-interactive", "--name", "shop", "--root", (folder_ / "root").string(),
         "--file", (folder_ / "traces.jsonl").string()},
        "/");
    if (built.exit_code != 0) std::cerr << built.err;
    return built.exit_code == 0;
  }

  Side& open(std::string name, const fs::path& root, const std::string& sessions) {
    sides_.push_back(std::make_unique<Side>(std::move(name), testing::free_port(), tally_));
    Side& side = *sides_.back();
    const std::vector<std::string> options{"--root",
                                           root.string(),
                                           "--sessions",
                                           sessions,
                                           "--max-sessions-in-memory",
                                           "64",
                                           "--builds",
                                           "--threads",
                                           "2",
                                           "--max-sessions",
                                           "2000",
                                           "--max-body",
                                           "262144",
                                           "--drain-seconds",
                                           "10",
                                           "--session-idle",
                                           "60",
                                           "--max-history",
                                           std::to_string(most_history)};
    side.server = std::make_unique<Served>(options_.wmh, side.target.port, options,
                                           options_.report / (side.target.name + ".log"));
    if (!side.server->problem().empty())
      tally_.fail(side.target.name, "server", side.server->problem());
    return side;
  }

  void open_postgres() {
    if (!fs::exists(testing::postgres_programs)) {
      std::cerr << "SKIPPED: sessions in PostgreSQL: install postgresql-15\n";
      return;
    }
    database_.emplace();
    Side& side = open("postgres", folder_ / "root", database_->url());
    for (Happening& each : restarts(*database_, side.target, whole_))
      happenings_.push_back(std::move(each));
  }

  void open_sqlite() {
    if (!disk_->mounted()) {
      std::cerr << "SKIPPED: a disk that fills up: only root can mount one\n";
      return;
    }
    fs::copy(folder_ / "root", disk_->path() / "root", fs::copy_options::recursive);
    Side& side = open("sqlite", disk_->path() / "root",
                      "sqlite:" + (disk_->path() / "sessions.sqlite").string());
    for (Happening& each : fillings(*disk_, side.target, whole_))
      happenings_.push_back(std::move(each));
  }

  void start_crews() {
    const double agents = static_cast<double>(agents_of_a_crew * sides_.size());
    CrewOptions with;
    with.pause = std::chrono::milliseconds(static_cast<int>(1000 * agents / options_.rate));
    with.seed = options_.seed;
    with.corpus = corpus_;
    for (const auto& each : sides_)
      each->crew = std::make_unique<Crew>(each->target, with);
  }

  void check(const std::vector<Watched>& watched) {
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      const std::string& name = sides_[i]->target.name;
      const std::string grown = growth(watched[i].readings);
      if (!grown.empty() && judges_growth()) tally_.fail(name, "server", grown);
      if (tally_.refused(name) == 0) tally_.fail(name, "outages", "nothing was ever refused");
      const std::string bad_end = sides_[i]->server->end();
      if (!bad_end.empty()) tally_.fail(name, "server", bad_end);
    }
  }

  /// What a server needs anyway is only there after some minutes, and sanitizers keep what is
  /// freed.
  bool judges_growth() const {
    return options_.minutes >= 10 &&
           testing::read_text(options_.wmh).find("__asan_init") == std::string::npos;
  }

  int report(const std::vector<Watched>& watched) const {
    std::string text = tally_.table();
    text += fmt::format("{} requests; {} steps, {} of them verified in {} sessions, {} repeated\n",
                        tally_.requests(), tally_.steps.load(), tally_.verified.load(),
                        tally_.sessions.load(), tally_.repeated.load());
    for (const Watched& each : watched)
      for (const auto& [what, member] : {std::pair("anonymous KiB", &Reading::anon),
                                         {"open files", &Reading::files},
                                         {"threads", &Reading::threads}})
        text += fmt::format("{}: {} by quarters: {}\n", each.name, what,
                            fmt::join(quarters(each.readings, member), " "));
    if (!judges_growth()) text += "growth was not judged: a short run, or a sanitizer\n";
    text += tally_.failures() + (tally_.failed() == 0 ? "PASSED\n" : "FAILED\n");
    std::cout << text;
    std::ofstream(options_.report / "summary.txt") << text;
    return tally_.failed() == 0 ? 0 : 1;
  }

  const Options options_;
  const std::chrono::duration<double> whole_{60 * options_.minutes};
  const std::string corpus_ = testing::small_corpus(200);
  const testing::TempDir folder_{};
  Tally tally_{};
  std::optional<SmallDisk> disk_{};
  std::optional<testing::PostgresServer> database_{};
  std::vector<std::unique_ptr<Side>> sides_{};
  std::vector<Happening> happenings_{};
};

}  // namespace
}  // namespace wmh::soak

int main(int count, char** words) {
  wmh::soak::Options options;
  const std::string problem = wmh::soak::read_options(count, words, options);
  if (!problem.empty()) return std::cerr << "soak: " << problem << '\n' << wmh::soak::usage, 2;
  wmh::soak::mounts_are_private();
  return wmh::soak::Soak(options).run();
}
