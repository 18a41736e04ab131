"""dlt with pymongo: the first load of a collection into Parquet, projected by MongoDB as ours is. Arguments: connection string, folder, fields."""

import sys

import dlt
import pymongo

sys.path.append(f"{sys.path[0]}/../../peers")
from measure import measured  # noqa: E402

URI, FOLDER, FIELDS = sys.argv[1:4]


@dlt.resource(name="orders", max_table_nesting=0, write_disposition="replace")
def orders():
    collection = pymongo.MongoClient(URI)["bench"]["orders"]
    batch = []
    for document in collection.find({}, {field: 1 for field in FIELDS.split(",")}).batch_size(1000):
        document["_id"] = str(document["_id"])
        batch.append(document)
        if len(batch) == 1000:
            yield batch
            batch = []
    yield batch


def load():
    destination = dlt.destinations.filesystem(bucket_url=f"file://{FOLDER}/lake")
    pipeline = dlt.pipeline("bench", destination=destination, dataset_name="raw", pipelines_dir=f"{FOLDER}/state")
    pipeline.run(orders(), loader_file_format="parquet").raise_on_failed_jobs()


measured(load)
