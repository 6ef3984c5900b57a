#!/bin/sh
# Chromium and a Chinese font for the browser tests, through apt; nothing when both are there.
# Failing is no error here: the browser tests then skip and say so.
set -u
cd "$(dirname "$0")/../.." || exit 1
say() { .ci/setup/say.sh "$1" "$2"; }

browser() {
  for name in ${HETU_CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    # Ubuntu's `chromium` may be a stub that asks for a snap: it must answer to count.
    "$name" --version >/dev/null 2>&1 && return 0
  done
  return 1
}
font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; }

want=""
browser || want="chromium"
font || want="$want fonts-noto-cjk fontconfig"
[ -z "$want" ] && exit 0
# shellcheck disable=SC2086  # a list of package names
.ci/setup/apt.sh $want || true
if ! browser || ! font; then
  say "缺少 Chromium 或中文字体，浏览器测试将跳过。请输入：sudo apt-get install $want（或以 HETU_CHROMIUM 指明浏览器）" \
    "Chromium or a Chinese font is missing; browser tests will be skipped. Type: sudo apt-get install $want (or name a browser in HETU_CHROMIUM)" >&2
fi
exit 0
