#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <tuple>

namespace wmh::server {

namespace asio = boost::asio;

// Asio's types with the executor spelled out: any_io_executor would cost a virtual call and, at
// times, an allocation for each operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <class T>
using Coro = asio::awaitable<T, Executor>;
using UseCoro = asio::use_awaitable_t<Executor>;

/// Completes with its error as the first of a tuple.
inline constexpr asio::as_tuple_t<UseCoro> no_throw{UseCoro{}};

/// What became of a read or a write.
using IoOutcome = std::tuple<boost::system::error_code, std::size_t>;

}  // namespace wmh::server
