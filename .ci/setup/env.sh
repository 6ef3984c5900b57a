#!/bin/sh
# env.sh run|test: make $VENV and install hetu in it, with the pinned versions of constraints.txt.
# Does nothing when neither pyproject.toml nor constraints.txt changed since the last time.
set -u
cd "$(dirname "$0")/../.." || exit 1
purpose=${1:-run}
venv=${VENV:-.venv}
here=$(pwd -P)
say() { .ci/setup/say.sh "$1" "$2"; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT

wanted="$here $(cat pyproject.toml constraints.txt | cksum)"
stamp="$venv/.hetu-$purpose"
# What suffices for the tests suffices for running.
for have in "$stamp" "$venv/.hetu-test"; do
  if [ -f "$have" ] && [ "$(cat "$have")" = "$wanted" ] && [ -x "$venv/bin/hetu" ]; then
    exit 0
  fi
done

fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'

# A working environment is kept and only brought up to date; one that was moved here
# with its folder is not, since its scripts name the old path.
usable() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "$fits" 2>/dev/null &&
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 || return 1
  for old in "$venv/.hetu-run" "$venv/.hetu-test"; do
    [ -f "$old" ] || continue
    case $(cat "$old") in "$here "*) ;; *) return 1 ;; esac
  done
}

pip() { "$venv/bin/python" -m pip --disable-pip-version-check -q "$@" >>"$log" 2>&1; }

install() {
  # The road engine comes along: who sits in an office without internet cannot fetch it later.
  target='.[roads]'
  [ "$purpose" = test ] && target='.[test]'
  # setuptools first and no build isolation: the build backend is pinned too.
  pip install -c constraints.txt 'setuptools>=77' &&
    pip install -c constraints.txt --no-build-isolation -e "$target" &&
    [ -x "$venv/bin/hetu" ] && printf '%s' "$wanted" >"$stamp"
}

# Interpreters by name, newest first, and those that pyenv keeps: its python3.13 answers only
# where that version is switched on.
known() {
  for minor in 14 13 12 11; do
    printf '%s\n' "python3.$minor"
    for kept in "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/python3; do
      [ -x "$kept" ] && printf '%s\n' "$kept"
    done
  done
  printf '%s\n' python3
}

# Every interpreter that answers, each once (python3 is often one of the others).
candidates() {
  seen=" "
  for name in ${HETU_PYTHON:-$(known)}; do
    command -v "$name" >/dev/null 2>&1 || continue
    real=$("$name" -c "$fits; import os" 2>/dev/null && "$name" -c 'import os, sys; print(os.path.realpath(sys.executable))') || continue
    case $seen in *" $real "*) continue ;; esac
    seen="$seen$real "
    printf '%s\n' "$name"
  done
}

# Whatever VENV names, only an environment is ever removed.
discard() {
  [ ! -e "$venv" ] || { [ -f "$venv/pyvenv.cfg" ] && rm -rf "$venv"; }
}

create() {
  discard || return 1
  "$1" -m venv "$venv" >>"$log" 2>&1 && "$venv/bin/python" -m pip --version >>"$log" 2>&1
}

if usable; then
  say "更新环境 $venv" "updating the environment $venv"
  install && exit 0
  say "无法安装所需的包：检查网络或 pip 镜像设置，再运行 make" \
    "cannot install the packages: check the network or pip's index setting, then run make again" >&2
  tail -n 8 "$log" >&2
  exit 1
fi

if [ -e "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ]; then
  say "$venv 已存在但不是 Python 环境。请移走它，或用 VENV=… 另指一处" \
    "$venv exists and is no Python environment. Move it away, or name another place with VENV=…" >&2
  exit 1
fi

found=$(candidates)
if [ -z "$found" ]; then
  say "未找到 Python 3.11 或更新版本。请输入：sudo apt-get install python3 python3-venv" \
    "no Python 3.11 or newer found. Type: sudo apt-get install python3 python3-venv" >&2
  exit 1
fi

made=""
for python in $found; do
  create "$python" || continue
  made=yes
  say "用 $("$python" --version) 建立环境并安装（首次约一两分钟）" \
    "making the environment with $("$python" --version) (a minute or two the first time)"
  install && exit 0
  say "用 $python 装不上" "installing with $python failed" >&2
done

if [ -z "$made" ]; then
  # Debian and Ubuntu ship Python without ensurepip; the package that holds it is named by version.
  python=${found%%
*}
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if .ci/setup/apt.sh "$package" || .ci/setup/apt.sh python3-venv; then
    for python in $found; do
      create "$python" || continue
      made=yes
      say "用 $("$python" --version) 建立环境并安装（首次约一两分钟）" \
        "making the environment with $("$python" --version) (a minute or two the first time)"
      install && exit 0
    done
  fi
  if [ -z "$made" ]; then
    discard
    say "无法建立环境。请输入：sudo apt-get install $package，再运行 make" \
      "cannot make the environment. Type: sudo apt-get install $package, then run make again" >&2
    exit 1
  fi
fi
say "无法安装所需的包：检查网络或 pip 镜像设置，再运行 make" \
  "cannot install the packages: check the network or pip's index setting, then run make again" >&2
tail -n 8 "$log" >&2
exit 1
