#!/bin/sh
# GRPO with OpenRLHF 0.11.2 on one machine; every reward comes from the address in --reward.remote_url.
# FOLKMOOT_URL may hold the key: http://fmk_…@rewards:8080
set -eu
cd "$(dirname "$0")"
: "${FOLKMOOT_URL:=http://127.0.0.1:8080}"
: "${MODEL:=Qwen/Qwen2.5-0.5B-Instruct}"
: "${GPUS:=2}"

# A wrong address should show here, not when the first samples are there.
sh check.sh
python3 prompts.py writing > prompts.jsonl

python3 -m openrlhf.cli.train_ppo_ray \
  --actor.model_name_or_path "$MODEL" \
  --reward.remote_url "$FOLKMOOT_URL/compat/openrlhf/get_reward" \
  --data.prompt_dataset prompts.jsonl \
  --data.input_key messages \
  --data.label_key label \
  --data.apply_chat_template \
  --data.max_len 2048 \
  --algo.advantage.estimator group_norm \
  --algo.kl.use_loss --algo.kl.estimator k3 --algo.kl.init_coef 0.001 \
  --rollout.n_samples_per_prompt 8 --rollout.batch_size 16 --rollout.max_new_tokens 512 \
  --train.batch_size 128 --train.micro_batch_size 4 --train.num_episodes 50 \
  --train.colocate_all --vllm.enable_sleep --ds.enable_sleep \
  --actor.num_gpus_per_node "$GPUS" --ref.num_gpus_per_node "$GPUS" \
  --vllm.num_engines "$GPUS" --vllm.gpu_memory_utilization 0.5 \
  --ckpt.output_dir checkpoint
