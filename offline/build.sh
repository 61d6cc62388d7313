#!/usr/bin/env bash
# Packs stand-ins for the packages that no configured NuGet source serves (offline/README.md).
# usage: offline/build.sh [--refresh]     --refresh asks the sources again instead of trusting the last answer
# exit: 0 ready, 1 a stand-in could not be built, 2 bad use, 3 a source could not be asked
set -euo pipefail
export NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=3 # of 6: a source that is down is said in seconds
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

root=$(cd "$(dirname "$0")/.." && pwd)
offline=$root/offline
packages=$offline/packages
work=$offline/obj
refresh=
case "${1-}" in
  "") ;;
  --refresh) refresh=--no-http-cache ;;
  *) echo "offline: unknown argument '$1'; usage: offline/build.sh [--refresh]" >&2; exit 2 ;;
esac

say() { echo "offline: $*"; }
die() { local status=$1; shift; echo "offline: $*" >&2; exit "$status"; }

# One line per package of ours to look for: "id version", in the order in which stand-ins can be built.
pins() {
  sed -nE 's/.*<PackageVersion Include="(Pulumi(\.Aws)?|Amazon\.Lambda\.[A-Za-z.]+)" Version="([^"]+)".*/\1 \3/p' "$root/Directory.Packages.props" |
    awk '{ print ($1 == "Pulumi" || $1 == "Amazon.Lambda.Core" ? 0 : 1), $0 }' | sort | cut -d' ' -f2-
}

folder_of() { [ "$1" = Pulumi.Aws ] && echo "$offline/PulumiAws" || echo "$offline/$1"; }

sum() { sha256sum | cut -c1-16; }

# Everything under the folders and files given, names and contents.
sum_of() { find "$@" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -print0 2>/dev/null | sort -z | xargs -0 -r sha256sum | sed "s#$root/##" | sum; }

# --- which packages do the sources lack? -------------------------------------------------------------------------

# Changes when a pin or a NuGet configuration does, so that the answer is asked for again.
question() {
  local config
  { pins
    for config in "$root"/nuget.config "$root"/../nuget.config "$root"/../NuGet.Config ~/.nuget/NuGet/* ~/.config/NuGet/* /etc/opt/NuGet/Config/*; do
      if [ -f "$config" ]; then cat "$config"; fi
    done
  } | sum
}

write_probe() {
  mkdir -p "$work/probe"
  cd "$work/probe"
  echo '<Project />' | tee Directory.Build.props Directory.Build.targets > Directory.Packages.props
  # A config beside the probe is read first. It cannot name the machine's sources, but it can switch ours off.
  echo '<configuration><disabledPackageSources><add key="offline" value="true" /></disabledPackageSources></configuration>' > nuget.config
  { echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup>'
    pins | sed -E 's#(.*) (.*)#<PackageDownload Include="\1" Version="[\2]" />#'
    echo '</ItemGroup></Project>'
  } > probe.csproj
  rm -rf obj
}

# Prints the ids that are served nowhere.
ask_sources() {
  local answer codes
  write_probe
  answer=$(dotnet restore probe.csproj $refresh 2>&1) && return 0
  codes=$(grep -oE 'error [A-Z]+[0-9]+' <<< "$answer" | sort -u | tr '\n' ' ' || true)
  case "$codes" in
    *NU1100*) die 3 "no NuGet source is configured on this machine; add one (dotnet nuget add source URL) and run again" ;;
    *NU1301*)
      grep NU1301 <<< "$answer" | sed 's/.*error //' | sort -u | head -3 >&2
      die 3 "a NuGet source could not be reached, so whether it serves our packages is not known; mend the connection (or dotnet nuget disable source NAME) and run again" ;;
  esac
  if grep -qvE '^(error NU110[123] )+$' <<< "$codes"; then
    echo "$answer" >&2
    die 3 "the NuGet sources could not be asked; the restore above says why"
  fi
  sed -nE 's/.*NU110[123]: Unable to find (a stable )?package ([A-Za-z0-9.]*[A-Za-z0-9]).*/\2/p' <<< "$answer" | sort -u
}

lacking() {
  local stamp=$work/lacking
  if [ -n "$refresh" ] || [ "$(head -1 "$stamp" 2>/dev/null)" != "$(question)" ]; then
    say "asking the NuGet sources for Pulumi, Pulumi.Aws and Amazon.Lambda.*" >&2
    local ids
    ids=$(ask_sources) || exit $?
    printf '%s\n%s\n' "$(question)" "$ids" > "$stamp.new" # asked anew: the first restore on a machine writes a configuration
    mv "$stamp.new" "$stamp"
  fi
  sed 1d "$stamp"
}

# --- stand-ins ---------------------------------------------------------------------------------------------------

# The pinned version and a fourth part from the stand-in's sources and the version of the package that it builds on: other sources, other version.
version_of() {
  local id=$1 pin=$2 base=$3 hash
  hash=$({ echo "$pin $base"; sum_of "$(folder_of "$id")" "$offline"/*.props "$root/Directory.Build.props" "$root/global.json"; } | sum)
  echo "$pin.$((16#${hash:0:8} % 60000 + 1))"
}

base_of() {
  case $1 in
    Pulumi.Aws) echo Pulumi ;;
    Amazon.Lambda.Core | Pulumi) ;;
    *) echo Amazon.Lambda.Core ;;
  esac
}

# Pins the exact stand-ins. Without it NuGet takes the lowest fourth part that the user's package folder still holds from before.
write_pins() {
  { echo '<!-- Written by offline/build.sh: the stand-ins that this checkout uses. Delete this folder'"'"'s contents to go back to the pinned packages. -->'
    echo '<Project><ItemGroup>'
    for entry in "$@"; do
      echo "  <PackageVersion Update=\"${entry% *}\" Version=\"[${entry#* }]\" />"
    done
    echo '</ItemGroup></Project>'
  } > "$packages/StandIns.props.new"
  if cmp -s "$packages/StandIns.props.new" "$packages/StandIns.props"; then
    rm "$packages/StandIns.props.new"
  else
    mv "$packages/StandIns.props.new" "$packages/StandIns.props"
  fi
}

pack() {
  local id=$1 version=$2 folder start=$SECONDS log=$work/$1.log
  folder=$(folder_of "$id")
  rm -f "$packages/$id".[0-9]*.nupkg
  say "building the stand-in $id $version (log: offline/obj/$id.log)"
  if [ "$id" = Pulumi.Aws ]; then
    "$folder/generate.sh" || die 1 "Pulumi.Aws could not be generated; what generate.sh says above is the reason"
  fi
  rm -rf "$work/out"
  if ! dotnet pack "$folder"/*.csproj -c Release -o "$work/out" -p:PackageVersion="$version" -v q --nologo > "$log" 2>&1; then
    cat "$log" >&2
    die 1 "the stand-in $id could not be built; the compiler says above why"
  fi
  mv "$work/out/$id.$version.nupkg" "$packages/" # last, so that a file that is there is whole
  say "built $id in $((SECONDS - start)) s"
}

main() {
  local ids id version entry base pinned=() wanted=() todo=()
  local -A versions=() # of each package: the pin, or the stand-in's
  ids=$(lacking) || exit $?
  while read -r id version; do
    versions[$id]=$version
    if ! grep -qx "$id" <<< "$ids"; then continue; fi
    if ! ls "$(folder_of "$id")"/*.csproj > /dev/null 2>&1; then
      say "no source serves $id $version, and offline/ has no stand-in for it" >&2
      continue
    fi
    base=$(base_of "$id")
    versions[$id]=$(version_of "$id" "$version" "${base:+${versions[$base]}}")
    pinned+=("$id ${versions[$id]}")
  done < <(pins)

  for entry in ${pinned[@]+"${pinned[@]}"}; do
    wanted+=("${entry% *}.${entry#* }.nupkg")
    if [ ! -f "$packages/${entry% *}.${entry#* }.nupkg" ]; then todo+=("$entry"); fi
  done
  for file in "$packages"/*.nupkg; do # of sources that changed, or of packages that are served by now
    if [ -f "$file" ] && [[ " ${wanted[*]-} " != *" ${file##*/} "* ]]; then rm -f "$file"; fi
  done
  if [ ${#pinned[@]} -eq 0 ]; then
    rm -f "$packages/StandIns.props"
    return
  fi
  write_pins "${pinned[@]}"
  for entry in ${todo[@]+"${todo[@]}"}; do pack "${entry% *}" "${entry#* }"; done
}

[ "${BASH_VERSINFO[0]}" -ge 4 ] || die 2 "needs bash 4 or newer, this is $BASH_VERSION (macOS: brew install bash)"
mkdir -p "$work" "$packages"
if command -v flock > /dev/null; then # without it (macOS) two runs at once are the caller's to avoid
  exec 9> "$work/lock"
  flock -n 9 || { say "another run is building stand-ins; waiting for it"; flock 9; }
fi
main 9>&-
