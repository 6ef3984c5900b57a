# 鹤图 Hetu. `make help` lists the targets.
# Wants no more than make, a POSIX shell and Python >= 3.11; the rest it sets up itself.
VENV ?= .venv
HETU_HOST ?= 127.0.0.1
HETU_PORT ?= 8050
PY = $(VENV)/bin/python
JOBS ?= 2

export HETU_HOST HETU_PORT VENV

.DEFAULT_GOAL := help
.PHONY: help run test lint build bench clean env env-test browser postgres
.SILENT:

help: ## 列出目标 / list the targets
	grep -E '^[a-z]+: .*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-6s  %s\n' "$$name" "$$text"; done

env:
	.ci/setup/env.sh run

env-test:
	.ci/setup/env.sh test

browser:
	.ci/setup/chromium.sh

postgres:
	.ci/setup/postgres.sh

run: env ## 安装、生成图层、启动服务 / install, build the layers, serve the map
	$(PY) .ci/setup/build_if_needed.py
	exec $(VENV)/bin/hetu serve --host "$(HETU_HOST)" --port "$(HETU_PORT)"

build: env ## 重新生成图层 / build the layers anew
	$(PY) .ci/setup/build_if_needed.py --force

# Ruff, mypy and import-linter run as tests (tests/test_tools.py): one closing line counts them all.
test: env-test browser postgres ## 全部检查与测试（含 Chromium） / every check and test, Chromium included
	.ci/setup/say.sh "运行全部检查与测试" "running every check and test"
	$(PY) -m pytest -q -n $(JOBS) --dist loadfile --cov=app --cov=etl --cov=layers --cov-report=term:skip-covered $(PYTEST_ARGS)

lint: env-test ## 仅静态检查 / static checks only
	.ci/setup/say.sh "静态检查" "static checks"
	$(PY) -m pytest -q -p no:cacheprovider tests/test_tools.py

bench: env-test browser ## 测量线路、构建、启动与浏览器 / measure routes, build, start and browser
	.ci/setup/say.sh "测量（几分钟）" "measuring (a few minutes)"
	$(PY) tests/bench/routes.py
	$(PY) tests/bench/run.py
	$(PY) tests/bench/placing.py

clean: ## 删除环境与中间文件，保留数据库 / remove environment and caches, keep the database
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov var/build.json var/screenshots var/test
	find app etl layers .ci tests -name __pycache__ -type d -prune -exec rm -rf {} +
	.ci/setup/say.sh "已清理" "clean"
