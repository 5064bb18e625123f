#!/usr/bin/env bash
# Installs what Folkmoot needs and this machine lacks; says nothing where nothing is missing.
#
#   Scripts/install-dependencies.sh build    what building and running need
#   Scripts/install-dependencies.sh test     that, and what the tests need
#   Scripts/install-dependencies.sh verify   that, and LibreOffice, which works the formulas of workbooks out again
#   Scripts/install-dependencies.sh browser  what looking at report.html in a browser needs: some 400 MB
#
# Each need is looked for by what it provides, so that it counts however it came here; the names are Debian's packages.
set -euo pipefail

purpose=${1:-build}
case $purpose in
    build | test | browser | verify) ;;
    *)
        echo "usage: $0 [build|test|browser|verify]" >&2
        exit 64
        ;;
esac

missing=()
reasons=()
need() { # need PACKAGE WHY CHECK…: the package is missing unless the check succeeds
    local package=$1 why=$2
    shift 2
    if ! "$@" > /dev/null 2>&1; then
        missing+=("$package")
        reasons+=("  $package: $why")
    fi
}

any_file() {
    local file
    for file in "$@"; do
        if [ -e "$file" ]; then return 0; fi
    done
    return 1
}

library() { # library PKG_CONFIG_NAME HEADER: told by pkg-config, or by its header while pkg-config itself is missing
    if command -v pkg-config; then
        pkg-config --exists "$1"
    else
        any_file "/usr/include/$2" "/usr/local/include/$2"
    fi
}

browser() { # any Chromium, by whichever name
    command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}

linker() { # Swift links with gold where the system is Debian's; other systems' toolchains bring their own
    command -v ld.gold || ! command -v apt-get
}

need git "fetches the Swift packages" command -v git
need ca-certificates "lets git and Python trust the servers they fetch from" \
    any_file /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem
need libc6-dev "headers of the C library, which Swift compiles against" \
    any_file /usr/include/features.h
need gcc "start-up files that every program is linked with" \
    any_file /usr/lib/gcc/*/*/crtbeginS.o /usr/lib64/gcc/*/*/crtbeginS.o
need g++ "the C++ library that those of Swift stand on, for a program that holds them" \
    any_file /usr/lib/gcc/*/*/libstdc++.so /usr/lib64/gcc/*/*/libstdc++.so
need binutils-gold "the linker that Swift calls" linker
need pkg-config "tells the Swift package manager where C libraries are" command -v pkg-config
need libgsl-dev "GNU Scientific Library: quantile functions and numerical methods" library gsl gsl/gsl_cdf.h
need libssl-dev "SHA-256, for draws by name and for manifests" library libcrypto openssl/sha.h
need libxlsxwriter-dev "writes workbook.xlsx" library xlsxwriter xlsxwriter.h
need zlib1g-dev "compresses it" library zlib zlib.h
if [ "$purpose" = browser ]; then
    need python3 "drives the browser" command -v python3
    need chromium "shows the page as readers see it" browser
    need fonts-liberation "the typefaces that drawings are measured for" any_file /usr/share/fonts/truetype/liberation*/*
    need poppler-utils "reads printed pages back" command -v pdftotext
fi
if [ "$purpose" = test ] || [ "$purpose" = verify ]; then
    need python3 "checks scenarios, the register and workbooks from outside" command -v python3
    need python3-venv "keeps the Python packages of these checks apart from the system" \
        python3 -c "import ensurepip, venv"
fi
if [ "$purpose" = verify ]; then
    need libreoffice-calc "works the formulas of workbooks out again, a download of some 100 MB" command -v soffice
fi

if [ ${#missing[@]} -gt 0 ]; then
    {
        echo "Folkmoot needs what is not on this machine yet:"
        printf '%s\n' "${reasons[@]}"
    } >&2
    if ! command -v apt-get > /dev/null; then
        {
            echo "There is no apt-get here to install it with. Install these with this system's package manager, by"
            echo "the names it knows them by, and run the same command again: ${missing[*]}"
        } >&2
        exit 1
    fi
    as_root=(env DEBIAN_FRONTEND=noninteractive)
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo > /dev/null; then
            {
                echo "Installing needs root, and there is no sudo here. As root, run:"
                echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
            } >&2
            exit 1
        fi
        as_root=(sudo "${as_root[@]}")
    fi
    echo "Installing with apt-get, which takes a minute: ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq < /dev/null > /dev/null
    "${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" < /dev/null > /dev/null
fi

if ! command -v swift > /dev/null; then
    {
        echo "There is no Swift on the PATH. Folkmoot needs a Swift toolchain of version 6.1 or newer:"
        echo "see https://www.swift.org/install/linux, and run the same command again."
    } >&2
    exit 1
fi
