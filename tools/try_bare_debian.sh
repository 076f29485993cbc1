#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tools/try_bare_debian.sh [SUITE]
#
# README's two commands, from a clean clone, on a Debian that has Python and nothing else: first by
# root, who may install, then by somebody who may not. SUITE is bookworm, which is Debian 12, unless
# it is given. Linux, root and debootstrap are needed; it takes five minutes, and clears up.
set -eu
suite=${1:-bookworm}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
root=$(mktemp -d)
chmod 755 "$root"
trap 'umount -l "$root/proc" "$root/dev" 2>/dev/null; rm -rf --one-file-system "$root"' EXIT
trap 'exit 130' INT TERM HUP

command -v debootstrap >/dev/null || {
    echo "debootstrap is missing: apt-get install debootstrap" >&2
    exit 3
}
debootstrap --variant=minbase --include=python3 "$suite" "$root" >/dev/null
cp /etc/resolv.conf "$root/etc/"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev" # what is taken away there stays here
if [ -n "${SSL_CERT_FILE-}" ]; then # a network may have a certificate of its own
    mkdir -p "$root/etc/ssl"
    cp "$SSL_CERT_FILE" "$root/etc/ssl/own.pem"
fi

# by WHO WHAT: somebody in the clean place types it in a clone of their own.
by() {
    home=$(chroot "$root" sh -c "echo ~$1")
    [ -d "$root$home/hipmob" ] || {
        git clone -q "$here" "$root$home/hipmob"
        chroot "$root" chown -R "$1:$1" "$home"
    }
    chroot --userspec="$1:$1" "$root" env -i HOME="$home" USER="$1" LANG=C.UTF-8 \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        ${SSL_CERT_FILE:+SSL_CERT_FILE=/etc/ssl/own.pem PIP_CERT=/etc/ssl/own.pem} \
        sh -c "cd ~/hipmob && $2"
}

chroot "$root" useradd --create-home somebody
by root './run test'
by root './run --version'
by somebody './run --version'
by somebody './run test tests/desktop tests/voice'
echo "All of it works on a bare $suite."
