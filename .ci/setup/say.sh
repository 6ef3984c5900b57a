#!/bin/sh
# One line in both languages: say.sh 中文 English
printf '鹤图 %s · %s\n' "$1" "$2"
