#!/usr/bin/env bash
# What the tests need from the system. Installs by apt where it may; otherwise one line says what to install.
set -euo pipefail
if [ "${1:-}" = venv ]; then
  needed=(python3-venv)
else
  needed=()
  command -v chromium >/dev/null || needed+=(chromium)
  command -v pdfsig >/dev/null || needed+=(poppler-utils)
  command -v qpdf >/dev/null || needed+=(qpdf)
  command -v softhsm2-util >/dev/null || needed+=(softhsm2)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || needed+=(postgresql)
  command -v fc-list >/dev/null && [ -n "$(fc-list 2>/dev/null | head -1)" ] || needed+=(fontconfig fonts-noto-core)
fi
[ ${#needed[@]} -eq 0 ] && exit 0
sudo=""
if [ "$(id -u)" != 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; else
    echo "Install first: sudo apt-get install ${needed[*]}" >&2
    exit 1
  fi
fi
command -v apt-get >/dev/null || { echo "Install first: ${needed[*]}" >&2; exit 1; }
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
