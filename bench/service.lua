-- What wrk sends to `extractor serve`: the stories of samples/, one after the other, and a line of figures at the end.
--
--     extractor serve --port 8000 &
--     wrk -t1 -c8 -d10s --timeout 60s -s bench/service.lua http://127.0.0.1:8000/extract

local headers = { ["Content-Type"] = "text/plain" }
local requests, sent = {}, 0

function init()
  for path in io.popen("ls samples/*/story.txt"):lines() do
    requests[#requests + 1] = wrk.format("POST", nil, headers, io.open(path, "rb"):read("*a"))
  end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local pace = summary.requests / summary.duration * 1e6
  local p50, p99 = latency:percentile(50) / 1e3, latency:percentile(99) / 1e3
  print(string.format("requests/s %.1f   p50 %.0f ms   p99 %.0f ms   failed %d", pace, p50, p99, failed))
end
