#!/bin/sh
# Makes an environment with TRL, torch and OpenRLHF's client (once: some GB from PyPI), and runs everything here, one after the other.
# usage: clients/python/e2e/run.sh [<folder of the environment>] [<script> …]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
environment=${1:-${TMPDIR:-/tmp}/folkmoot-e2e}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- check_openrlhf.py train_grpo.py train_grpo_rollout.py train_grpo_episodes.py train_dpo.py

if [ ! -e "$environment/ready" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --disable-pip-version-check -q -r "$here/requirements.txt"
  # Only its client is run: vLLM, DeepSpeed and flash-attn need a GPU.
  "$environment/bin/pip" install --disable-pip-version-check -q --no-deps openrlhf==0.11.2
  touch "$environment/ready"
fi
"$environment/bin/pip" install --disable-pip-version-check -q "$root/clients/python"
[ -e "$root/dist/main.js" ] || (cd "$root" && npm run build)

failed=0
for script in "$@"; do
  echo "== $script"
  # Trainers' own logs go to a file: what counts is what the scripts say.
  log="$environment/$(basename "$script" .py).log"
  if PYTHONDONTWRITEBYTECODE=1 "$environment/bin/python" -u "$here/$script" >"$log" 2>&1; then
    grep -v -e "^{" -e "it/s" -e "examples/s" -e arning -e "^An episode is left out" -e "^No rewards for" -e RANK -e "^Please ensure" "$log" || true
  else
    tail -n 40 "$log"
    failed=1
  fi
done
exit $failed
