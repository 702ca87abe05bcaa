#!/usr/bin/env bash
# extract on Slurm: each task of the job is a worker on a core; the first node has the scheduler and the command as well.
#
#     sbatch deploy/slurm.sh /data/news /data/results          what is read, and the folder of parts, on a shared disk
#     sbatch --ntasks 256 deploy/slurm.sh ...                  more workers
#
# When the job's time is up, the same sbatch goes on where it was.
#SBATCH --job-name=extract
#SBATCH --ntasks=32
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00
#SBATCH --output=extract-%j.log
run() {
  set -euo pipefail
  local input=$1 output=$2 tasks=${SLURM_NTASKS:-1}
  scheduler=$(mktemp "$PWD/.extract-scheduler.XXXXXX")  # the scheduler writes its address here; all nodes see the folder
  rm "$scheduler"
  trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -f "$scheduler"' EXIT
  # One thread a worker, which may start a process of its own, as --timeout needs, and does not watch itself.
  export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 DASK_DISTRIBUTED__WORKER__DAEMON=False
  export DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL=1s
  export DASK_LOGGING__DISTRIBUTED=error

  dask scheduler --scheduler-file "$scheduler" --port 0 &
  until [ -s "$scheduler" ]; do sleep 1; done
  srun --ntasks "$tasks" --kill-on-bad-exit=0 \
    dask worker --scheduler-file "$scheduler" --nthreads 1 --memory-limit 900MiB --death-timeout 120 &
  local address
  address=$(python -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$scheduler")
  extract "$input" --cluster "$address" --format jsonl --output "$output" --timeout 600
}
run "$@"
