#!/bin/sh
# Asks the reward address what OpenRLHF asks it, and says what came back: run it before a long run.
set -eu
: "${FOLKMOOT_URL:=http://127.0.0.1:8080}"
address="$FOLKMOOT_URL/compat/openrlhf/get_reward"

ask() {
  curl -sS --max-time 30 -o "$answer" -w '%{http_code}' -H 'content-type: application/json' -d "$1" "$address"
}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

prompt='<|im_start|>user\nPlease write a notice: no water on Wednesday from 7 to 13.<|im_end|>\n<|im_start|>assistant\n'
response='Dear residents, on Wednesday there will be no water from 7 to 13 o'"'"'clock. Please fill some bottles.<|im_end|>'
status=$(ask "{\"query\":[\"$prompt$response\"],\"prompts\":[\"$prompt\"],\"labels\":[\"writing/dry-morning\"]}")
# A float in brackets: null, an integer or an error page would stop OpenRLHF.
reward=$(sed -n 's/^{"rewards":\[\([0-9]*\.[0-9]*\)\],.*/\1/p' "$answer")
if [ "$status" != 200 ] || [ -z "$reward" ]; then
  echo "$address answered $status: $(cat "$answer")" >&2
  exit 1
fi
echo "a sample is answered with the reward $reward"

status=$(ask '{"query":[],"prompts":[],"labels":[]}')
echo "an empty request, as runs with several addresses send it, is answered $status: $(cat "$answer")"
[ "$status" = 200 ]

status=$(ask "{\"query\":[\"$prompt$response\"],\"prompts\":[\"$prompt\"],\"labels\":[\"writing/no-such\"]}")
echo "a label that names no scenario is refused with $status"
[ "$status" = 404 ]
