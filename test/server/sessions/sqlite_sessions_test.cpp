#include "sessions/sqlite_sessions.hpp"

#include "server/sessions/store_contract.hpp"
#include "support/temp_dir.hpp"

#include <fstream>

namespace wmh::server {
namespace {

using testing::FailsWith;
using testing::MessageHas;

struct SqlitePlace {
  std::shared_ptr<KeptSessions> open(Limits limits = {}) const {
    SqliteOptions options;
    options.file = file;
    options.max_sessions = limits.max_sessions;
    options.max_sessions_of_owner = limits.max_sessions_of_owner;
    options.clock = limits.clock;
    return SqliteSessions::open(std::move(options)).value();
  }
  testing::TempDir folder{};
  std::filesystem::path file = folder.path() / "deep" / "s.sqlite";
};

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreContract, SqlitePlace);

TEST(SqliteSessions, OneProcessOwnsTheFile) {
  const SqlitePlace place;
  const auto sessions = place.open();
  SqliteOptions options;
  options.file = place.file;
  EXPECT_THAT(SqliteSessions::open(options), MessageHas("another process has it open"));
}

TEST(SqliteSessions, AFileThatIsNoDatabaseIsRefused) {
  const SqlitePlace place;
  SqliteOptions options;
  options.file =
      place.folder.write("s.sqlite", "this is not a database, but it is long enough for one");
  EXPECT_THAT(SqliteSessions::open(options), FailsWith(errc::io));
}

}  // namespace
}  // namespace wmh::server
