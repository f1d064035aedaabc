#pragma once

#include <wmh/build.hpp>
#include <wmh/closed_loop.hpp>
#include <wmh/env.hpp>
#include <wmh/eval.hpp>
#include <wmh/json.hpp>
#include <wmh/judge.hpp>
#include <wmh/optimizer.hpp>
#include <wmh/predictor.hpp>
#include <wmh/provider.hpp>
#include <wmh/retriever.hpp>
#include <wmh/split.hpp>
#include <wmh/step_log.hpp>
#include <wmh/store.hpp>
#include <wmh/testbed.hpp>
#include <wmh/trace_source.hpp>
#include <wmh/world_model.hpp>
