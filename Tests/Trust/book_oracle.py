"""Reads a book's journals without the program: what the state must be by the format alone (EventLine.swift)."""
import json
import os
import zlib


def journal_transactions(path):
    """The committed transactions of one journal; a line that is no sound event counts for nothing."""
    done, group, group_id = [], [], None
    with open(path, "rb") as file:
        data = file.read()
    for line in data.split(b"\n")[:-1]:
        if not line:
            continue
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if not isinstance(event, dict) or "tx" not in event:
            continue
        if line[-16:-10] != b',"~":"' or int(line[-10:-2], 16) != zlib.crc32(line[:-16]):
            continue
        if event["tx"] != group_id:
            group, group_id = [], event["tx"]
        group.append(event)
        if "count" in event:
            if event["count"] == len(group):
                done.append(group)
            group, group_id = [], None
    return done


def ids(book):
    """Kind and id of every record that any committed line was about."""
    folder = os.path.join(book, "journal")
    return {(event["of"], event["id"])
            for name in os.listdir(folder) if name.endswith(".jsonl")
            for group in journal_transactions(os.path.join(folder, name)) for event in group}


def state(book):
    """The records, each without its id and entry ids, sorted: two runs that mint other ids give the same."""
    folder = os.path.join(book, "journal")
    if not os.path.isdir(folder):
        return None
    transactions = []
    for name in os.listdir(folder):
        if name.endswith(".jsonl"):
            transactions += journal_transactions(os.path.join(folder, name))
    transactions.sort(key=lambda group: (group[-1]["hlc"], group[-1]["dev"], group[-1]["seq"]))
    records = {}
    for group in transactions:
        for event in group:
            record = records.setdefault((event["of"], event["id"]), {})
            for key, value in event["set"].items():
                if value is None:
                    record.pop(key, None)
                else:
                    record[key] = value
    ids = {id for _, id in records}

    def without_ids(value):
        if isinstance(value, dict):
            return {key: without_ids(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [without_ids(inner) for inner in value]
        return "(an id)" if isinstance(value, str) and value in ids else value

    return sorted(
        kind + " " + json.dumps(without_ids(fields), sort_keys=True, ensure_ascii=False)
        for (kind, _), fields in records.items() if fields)


def transaction_count(book):
    folder = os.path.join(book, "journal")
    return sum(len(journal_transactions(os.path.join(folder, n))) for n in os.listdir(folder) if n.endswith(".jsonl"))
