#include "builds/uploads.hpp"

#include "builds/multipart.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <array>
#include <fstream>

namespace wmh::server {
namespace {

namespace fs = std::filesystem;

std::string secret_name() {
  std::array<unsigned char, 16> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  std::string name;
  for (const unsigned char byte : bytes)
    name += fmt::format("{:02x}", byte);
  return name;
}

bool is_trace_file(const std::string& name) {
  return name.ends_with(".json") || name.ends_with(".jsonl");
}

void drop(const fs::path& file) {
  std::error_code ignored;
  fs::remove(file, ignored);
}

}  // namespace

Uploads::~Uploads() {
  for (const auto& [name, file] : files_)
    drop(file);
}

BodyPlan Uploads::plan() {
  std::error_code ignored;
  fs::create_directories(options_.folder, ignored);
  BodyPlan plan;
  plan.limit = options_.max_bytes;
  plan.file = options_.folder / (secret_name() + ".body");
  return plan;
}

Result<fs::path> Uploads::unpack(const Request& request, const std::string& own_name) {
  const fs::path file = fs::path(request.body_file).replace_extension(".jsonl");
  const std::string boundary = multipart_boundary(request.head.header("Content-Type"));
  if (boundary.empty() && !is_trace_file(own_name))
    return Error(errc::invalid_argument,
                 "upload a .json or .jsonl file: as a form, or as the body with ?name=");
  std::error_code problem;
  if (boundary.empty()) {
    fs::rename(request.body_file, file, problem);
    if (problem) return Error(errc::io, "the upload could not be kept: " + problem.message());
    return file;
  }
  std::ifstream in(request.body_file, std::ios::binary);
  std::ofstream out(file, std::ios::binary);
  auto name = copy_file_part(in, boundary, out);
  out.close();
  if (name && !out)
    name = Error(errc::io, "the upload could not be written; make room on the disk");
  if (name && !is_trace_file(*name))
    name = Error(errc::invalid_argument, fmt::format("\"{}\" is no .json or .jsonl file", *name));
  if (name) return file;
  drop(file);
  return std::move(name).error();
}

Result<std::string> Uploads::take(const Request& request, const std::string& own_name) {
  auto file = unpack(request, own_name);
  drop(request.body_file);
  if (!file) return std::move(file).error();
  std::string name = secret_name();
  const std::lock_guard lock(mutex_);
  files_.emplace(name, std::move(*file));
  oldest_first_.push_back(name);
  if (oldest_first_.size() <= options_.max_files) return name;
  const auto oldest = files_.extract(oldest_first_.front());
  drop(oldest.mapped());
  oldest_first_.erase(oldest_first_.begin());
  return name;
}

std::optional<fs::path> Uploads::find(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(name);
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

}  // namespace wmh::server
