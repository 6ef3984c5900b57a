#!/bin/sh
# PostgreSQL for the tests of the store, through apt; nothing when it is there.
# Failing is no error here: those tests then skip and say so.
set -u
cd "$(dirname "$0")/../.." || exit 1

server() {
  for folder in $(echo "$PATH" | tr ':' ' ') /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
  done
  return 1
}

server && exit 0
.ci/setup/apt.sh postgresql || true
server || .ci/setup/say.sh "缺少 PostgreSQL，相关测试将跳过。请输入：sudo apt-get install postgresql" \
  "PostgreSQL is missing; its tests will be skipped. Type: sudo apt-get install postgresql" >&2
exit 0
