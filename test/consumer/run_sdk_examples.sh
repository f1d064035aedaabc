#!/bin/sh
# run_sdk_examples.sh <sources>, in the folder of the built examples: runs each as its README tells.
set -eu
sources=$1
traces=$sources/examples/tau-bench/traces.otel.jsonl
store=$PWD/store
rm -rf "$store"

./sdk_4_build_from_traces "$store" airline "$traces"
model=$store/models/airline
./sdk_1_load_and_step "$model" get_user_details '{"user_id": "mia_rossi_9638"}' | grep -q recorded
./sdk_2_async_step "$model" 'Hello, how can I help you?'
./sdk_3_custom_predictor "$model"
./sdk_5_episode "$model" mia_rossi_9638
./sdk_6_evaluate "$traces"
