"""One run on many machines: the sources in shards, the records in parts.

    paths ──> shards ──> [part there already?] ──> engine ── worker ──> FOLDER/part-00000.jsonl
                                                     │   ├── worker ──> FOLDER/part-00001.jsonl
                                                     │   └── ...           a part appears only when it is whole
                                  counts  <──────────┘

    FOLDER/_run.json         what the run is made of; another run in the same folder is refused
    FOLDER/part-N.FORMAT     the records of shard N
    FOLDER/_reports/         how many stories each part was made of, and what became of them
    FOLDER/_errors/          what could not be read, JSON Lines a shard, as --errors writes it; none where all was well
    FOLDER/_done.json        the counts of all, once no part is missing

A shard is a list of sources; what is done is known by the parts that are there, and by nothing else. So a run that is
broken off - driver, workers or scheduler - goes on by the same command, and a shard that is read twice, because the
first worker was thought dead, gives the same part twice.

Nothing here but `dask` knows of an engine. An engine is a function that takes a function and tasks, has the function
called with each task in whatever process, tries again where that process dies, and yields each task with what came
of it (`engine.Engine`).
"""
