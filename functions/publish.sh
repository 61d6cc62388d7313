#!/usr/bin/env bash
# Publishes the functions as Native AOT and prints the folder to deploy: one executable, bootstrap, for Lambda's provided.al2023.
# usage: functions/publish.sh [x86_64|arm64]     without one: this machine's
# What was published from the same sources before is taken as it is. exit: 0 published, 1 it cannot be done here, 2 bad use
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What Amazon Linux 2023 has; a newer symbol would not start there (Amazon Linux 2023 User Guide, "Core toolchain packages glibc, gcc, binutils").
glibc_of_lambda=2.34

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
published=$root/artifacts/functions
log=$published/publish.log

# In the form that MSBuild takes for an error.
die() { local status=$1; shift; echo "functions/publish.sh : error : $*"; exit "$status"; }

host=$(uname -m)
[[ $host == aarch64 ]] && host=arm64
architecture=${1:-$host}
case $architecture in
  x86_64) runtime=linux-x64 ;;
  arm64) runtime=linux-arm64 ;;
  *) die 2 "there is no architecture '$architecture': expected x86_64 or arm64" ;;
esac
prebuilt="or build the zip on such a machine (functions/publish.sh, then zip -j functions.zip FOLDER/bootstrap) and: pulumi config set appointments:functionsArchive functions.zip"

[[ $(uname -s) == Linux ]] || die 1 "the functions run on Amazon Linux and are built on Linux only: use a Linux machine or container, $prebuilt"
[[ $architecture == "$host" ]] ||
  die 1 "this machine is $host, and Native AOT for $architecture would need a linker and a sysroot of Amazon Linux for $architecture, which it does not bring along: set appointments:functionArchitecture to $host, $prebuilt"
if command -v clang >/dev/null; then compiler=clang
elif command -v gcc >/dev/null; then compiler=gcc
else die 1 "Native AOT needs a linker, and neither clang nor gcc is on the PATH: apt-get update && apt-get install -y gcc"; fi
command -v objdump >/dev/null || die 1 "objdump is not on the PATH, and without it nobody knows whether Lambda could start the functions: apt-get update && apt-get install -y binutils"

# Names and contents of all that goes into it.
sources() {
  find "$root/functions" \( -name bin -o -name obj \) -prune -o -type f -print0
  for file in Directory.Build.props Directory.Packages.props global.json nuget.config .editorconfig offline/packages/StandIns.props; do
    if [[ -f $root/$file ]]; then printf '%s\0' "$root/$file"; fi
  done
}
hash=$({ sources | sort -z | xargs -0 sha256sum | sed "s#$root/##"; dotnet --version; echo "$compiler"; } | sha256sum | cut -c1-16)
folder=$published/$architecture-$hash

newest_glibc() { objdump -T "$1" | grep -oE 'GLIBC_[0-9.]+' | cut -d_ -f2 | sort -V | tail -1; }

publish() {
  local into=$1 newest
  # Bin and obj of its own: a build of the solution at the same time is not disturbed.
  dotnet publish "$root/functions/Lambda/Lambda.csproj" -c Release -r "$runtime" -p:PublishAot=true -p:CppCompilerAndLinker=$compiler \
    --artifacts-path "$root/artifacts/functions-build" -o "$into" -v:minimal -nologo -tl:off > "$log" 2>&1 ||
    { cat "$log"; die 1 "the functions could not be published as Native AOT; the lines above say why"; }
  newest=$(newest_glibc "$into/bootstrap")
  [[ $(printf '%s\n' "$newest" "$glibc_of_lambda" | sort -V | tail -1) == "$glibc_of_lambda" ]] ||
    die 1 "this machine links against glibc $newest, Lambda's Amazon Linux 2023 has $glibc_of_lambda and could not start the functions: build on an older system (Debian 12, Amazon Linux 2023), $prebuilt"
}

mkdir -p "$published"
if command -v flock >/dev/null; then
  exec 9>"$published/.lock"
  flock 9 # two at once publish once
fi
if [[ ! -d $folder ]]; then
  unfinished=$(mktemp -d "$published/.unfinished-XXXXXX")
  trap 'rm -rf "$unfinished"' EXIT
  publish "$unfinished" 9>&-
  rm -f "$unfinished"/*.dbg "$unfinished"/*.pdb # debug symbols: twice the size of the executable, and of no use there
  chmod 755 "$unfinished"
  mv "$unfinished" "$folder"
fi
echo "$folder"
