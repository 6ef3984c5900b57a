#!/bin/sh
# apt.sh PACKAGE...: install Debian packages if this user may, else exit 1 without a question.
# Quiet: what apt says is shown only when it fails.
set -u
cd "$(dirname "$0")/../.." || exit 1
command -v apt-get >/dev/null 2>&1 || exit 1
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  exit 1
fi
.ci/setup/say.sh "正用 apt 安装 $*" "installing $* with apt"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A fresh container has no package lists; a stale list makes downloads fail, so update always.
{
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"
} >"$log" 2>&1 </dev/null || {
  # One broken third-party source fails `update`; the wanted packages may still be had.
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" \
    >>"$log" 2>&1 </dev/null || { tail -n 8 "$log" >&2; exit 1; }
}
