#!/usr/bin/env python3
"""Writes more-examples.json: examples in the form of worked-examples.json for other regions, prices, seats and covers.

Independent of the program: plain formulas over the shipped tables with Python's decimal, one function per arithmetic.
usage: make_examples.py > more-examples.json        (from this folder)
"""
import json, os, random
from decimal import Decimal as D, ROUND_HALF_UP, ROUND_DOWN

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = os.path.join(HERE, "..", "..", "..", "Resources", "quotes")

def load(name):
    return json.load(open(os.path.join(TABLES, name), encoding="utf-8"), parse_float=D)

PUBLISHED = {(r["region"], r["class"]): r for r in load("legacy-published.json")["rows"]}
UNDISCOUNTED = {(r["region"], r["class"]): r for r in load("legacy-undiscounted.json")["rows"]}
VARIANTS = {v["id"]: v for v in load("legacy-variants.json")["variants"]}
TAX = {p["region"]: p for p in load("vehicle-tax.json")["provinces"]}
COMPULSORY = load("compulsory.json")

half = lambda x, q="1": D(x).quantize(D(q), rounding=ROUND_HALF_UP)
down = lambda x: D(x).quantize(D(1), rounding=ROUND_DOWN)

def scratch(price, limit, premiums, edges):
    band = sum(1 for edge, upper in edges if price > edge or (price == edge and upper))
    return premiums[band][[2000, 5000, 10000, 20000].index(limit)]

def base_inputs(rng, price, seats, bracket):
    return {"price": price, "seats": seats, "vehicleTaxBracket": bracket}

def published(rng, number):
    regions = sorted({r for r, _ in PUBLISHED})
    region = rng.choice(regions)
    price, seats, bracket = rng.choice([38800, 99900, 123456, 299900, 300000, 500000, 899000]), rng.choice([2, 5, 6, 7, 9, 10]), rng.randint(1, 7)
    row = PUBLISHED[region, "lt6" if seats < 6 else "6to10" if seats < 10 else "ge10"]
    limits = VARIANTS["published"]["limits"]
    limit = rng.choice(limits)
    persons = rng.randint(1, seats)
    glass = rng.choice(["domestic", "imported"])
    sl = rng.choice([2000, 5000, 10000, 20000])
    p = D(price)
    x = {}
    x["thirdParty"] = D(row["thirdParty"][limits.index(limit)])
    x["damage"] = row["damage"][0][0] + p * row["damage"][0][1] / 100
    x["theft"] = row["theft"][0] + p * row["theft"][1] / 100
    x["glass"] = p * row["glass"][glass == "imported"] / 100
    x["selfIgnition"] = p * D("0.128") / 100
    x["noDeductible"] = (x["thirdParty"] + x["damage"]) * D("0.2")
    x["noFault"] = x["thirdParty"] * D("0.2")
    x["occupants"] = D(50 * persons)
    x["scratch"] = D(scratch(price, sl, VARIANTS["published"]["scratch"]["premiums"], [(300000, True), (500000, True)]))
    covers = [c for c in x if c in ("thirdParty", "damage") or rng.random() < 0.7]
    x = {c: x[c] for c in covers}
    tax = TAX[region]["amounts"][bracket - 1]
    if tax is None:
        tax = next(v for v in TAX[region]["variants"] if "onlineloan" in v["from"])["amounts"][bracket - 1]
    comp = D(950 if seats < 6 else 1100)
    total = sum(x.values())
    return {
        "id": "P%02d" % number, "source": "onlineloan", "tariff": "commercial-legacy.json regions[].published",
        "inputs": {**base_inputs(rng, price, seats, bracket), "region": region, "thirdPartyLimit": limit, "glass": glass,
                   "insuredPersons": persons, "scratchLimit": sl, "carAge": "new", "covers": covers},
        "answer": {"compulsory": comp, "vehicleTax": tax, "commercial": {c: half(v) for c, v in x.items()},
                   "commercialUnrounded": x, "commercialTotal": half(total), "total": half(total + comp + tax)},
        "rounding": "lines and totals shown half up to whole yuan; totals are sums of unrounded lines"}

def calculator(rng, number, variant):
    v = VARIANTS[variant]
    price, seats = rng.choice([56800, 98800, 128000, 233333, 300000, 500000, 650000]), rng.choice([4, 5, 6, 7])
    classes = [c for c in v["classes"] if c["below"] is None or seats < c["below"]]
    row = next(r for r in v["rows"] if r["class"] == classes[0]["id"])
    limit = rng.choice([l for l, p in zip(v["limits"], row["thirdParty"]) if p is not None])
    glass, sl = rng.choice(["domestic", "imported"]), rng.choice([2000, 5000, 10000, 20000])
    persons, bracket, region = rng.randint(1, seats), rng.randint(1, 7), rng.choice(["北京", "上海", "湖南", "云南", "深圳"])
    fuel = rng.choice(["petrol", "petrol", "electric", "plug-in hybrid"])
    cut = down if variant == "androidinsure" else half
    p, e, pct = D(price), {}, lambda a, b: D(a) * D(b) / 100
    e["thirdParty"] = D(row["thirdParty"][v["limits"].index(limit)])
    e["damage"] = row["damage"][0][0] + pct(p, row["damage"][0][1])
    e["theft"] = row["theft"][0] + pct(p, row["theft"][1])
    e["glass"] = pct(p, row["glass"][glass == "imported"])
    e["selfIgnition"] = pct(p, "0.15")
    e["scratch"] = D(scratch(price, sl, v["scratch"]["premiums"],
        [(300000, variant in ("cargroup", "cngold", "wxquote")), (500000, False)]))
    if variant == "cargroup":
        e["driver"], e["passengers"] = pct(20000, row["driver"]), pct(10000, row["passenger"]) * (seats - 1)
    else:
        e["noFault"] = None
        if variant != "wxquote": e["occupants"] = D(50 * persons)
    e["noDeductible"] = None
    if variant in ("cargroup", "androidinsure"): e["engineWading"] = None
    source = {c: (x if variant == "hwy2016" else cut(x)) for c, x in e.items() if x is not None}
    if "noFault" in e: e["noFault"] = source["thirdParty"] * D("0.2")
    e["noDeductible"] = (source["thirdParty"] + source["damage"]) * D("0.2")
    if variant == "cargroup": e["engineWading"] = source["damage"] * D("0.05")
    if variant == "androidinsure": e["engineWading"] = pct(p, "0.075")
    covers = [c for c in e if c in ("thirdParty", "damage") or rng.random() < 0.8]
    lines = {c: cut(e[c]) for c in covers}
    tax = D(0) if fuel != "petrol" else TAX[region]["amounts"][bracket - 1]
    comp = D(950 if seats < 6 else 1100)
    total = sum(lines.values())
    answer = {"compulsory": comp, "commercial": lines, "commercialTotal": total}
    if variant == "cngold":
        answer["companyTotal"] = total + comp
        answer["marketTotal"] = down((total + comp) * D("0.77"))
    else:
        answer["vehicleTax"], answer["total"] = tax, total + comp + tax
    return {
        "id": "V%02d" % number, "source": variant, "tariff": "commercial-legacy.json calculatorVariants " + variant,
        "inputs": {**base_inputs(rng, price, seats, bracket), "fuel": fuel, "vehicleTaxRegion": region, "thirdPartyLimit": limit,
                   "glass": glass, "scratchLimit": sl, "driverLimit": 20000, "passengerLimitPerSeat": 10000,
                   "passengerSeats": seats - 1, "insuredPersons": persons, "covers": covers},
        "answer": answer, "way": "legacy", "variant": variant,
        "lineRounding": "truncateYuan" if variant == "androidinsure" else "halfUpYuan", "totalRounding": "sumOfLines"}

def stored(rng, number):
    region, price = rng.choice(["厦门", "四川", "山东", "广东"]), rng.choice([93000, 186600, 300000, 360021])
    months = rng.choice([12, 48, 72])
    row, p = UNDISCOUNTED[region, "lt6"], D(price)
    actual = p * (1 - D(months) * D("0.6") / 100)
    m, given = D("0.665"), D("2540.3")
    engine, ignition = D("0.5"), D("0.12") if months < 24 else D("0.2")
    l = {"thirdParty": given * m, "damage": (row["damage"][2][0] + p * row["damage"][2][1] / 100) * m,
         "theft": (row["theft"][0] + actual * row["theft"][1] / 100) * m, "driver": D(200000) * row["driver"] / 100 * m,
         "passengers": D(200000) * row["passenger"] / 100 * 4 * m, "glass": p * row["glass"][0] / 100 * m}
    l["engineWading"] = l["damage"] * engine / 100
    table = VARIANTS["undiscounted"]["scratch"]["older" if months >= 24 else "premiums"]
    l["scratch"] = D(scratch(price, 5000, table, [(300000, True), (500000, False)])) * m
    l["selfIgnition"] = actual * ignition / 100 * m
    share = {"thirdParty": 15, "damage": 15, "theft": 20, "driver": 15, "passengers": 15, "engineWading": 15, "scratch": 15}
    nd = {c: l[c] * s / 100 for c, s in share.items()}
    total = sum(l.values()) + sum(nd.values())
    return {
        "id": "S%02d" % number, "source": "yydb", "tariff": "commercial-legacy.json regions[%s].undiscounted, seat class lt6, age band 2 (2-6 years)" % region,
        "inputs": {"region": region + " (inferred)", "damageAgeBandIndex": 2, "price": price, "monthsOfUse": months,
                   "depreciationPercentPerMonth": D("0.6"), "actualValue": actual, "claimMultiplier": m,
                   "thirdParty1500000PremiumGiven": given, "seats": "under 6", "driverLimit": 200000, "passengerLimitPerSeat": 200000,
                   "passengerSeats": 4, "glass": "domestic", "scratchLimit": 5000, "engineWadingOfDamagePercent": engine,
                   "selfIgnitionRatePercent": ignition},
        "answer": {"lines": l, "noDeductible": nd, "total": total, "totalTruncated": down(total)},
        "rounding": "no rounding of lines; total truncated to whole yuan"}

def floating(rng, number):
    year, plans = rng.choice([("2018", 0), ("2024-2025", 1)])
    plan = rng.choice(COMPULSORY["plans"][plans]["plans"])
    region = rng.choice(plan["regions"]) if plans else rng.choice(sorted(TAX))
    factor = rng.choice(["A1", "A2", "A3", "A4", "A5", "A6"])
    row = rng.choice(COMPULSORY["editions"][1]["premiums"])
    gross = D(row["premium"]) * (1 + D(plan["percent"][factor]) / 100)
    return {"id": "C%02d" % number, "source": "chexianapi", "tariff": "compulsory.json",
            "inputs": {"region": region, "year": year, "floatingFactor": factor, "class": row["code"]},
            "answer": {"basePremium": row["premium"], "ratioPercent": plan["percent"][factor], "grossPremium": gross,
                       "netOfVat": half(gross / D("1.06"), "0.01")},
            "rounding": "net = gross / 1.06 half up to cents"}

HISTORIES = [("2020", "new car or first policy", "1"), ("2020", "last year without a claim", "0.8"), ("2020", "2 years without a claim", "0.7"),
    ("2020", "3 years without a claim", "0.6"), ("2020", "4 or more years without a claim", "0.5"), ("2020", "1 claim last year", "1"),
    ("2020", "2 claims last year", "1.2"), ("2020", "3 claims last year", "1.4"), ("2020", "5 or more claims last year", "2"),
    ("2015", "4 claims last year", "1.75"), ("pre2015", "3 or more years without a claim", "0.7"), ("pre2015", "5 or more claims last year", "1.3"),
    ("2016-beijing", "5 years without a claim", "0.4")]

def history(rng, number):
    version, words, c = HISTORIES[number % len(HISTORIES)]
    b = D(rng.randint(100000, 900000)) / 100
    premium = half(b * D(c), "0.01")
    return {"id": "N%02d" % number, "source": "webtools", "tariff": "ncd.json version " + version,
            "inputs": {"benchmarkCommercialPremium": b, "history": words},
            "answer": {"coefficient": D(c), "premium": premium, "differenceToCoefficient1": b - premium}, "rounding": "cents"}

def other(rng):
    yield {"id": "T1", "tariff": "vessel-tax.json", "inputs": {"region": "湖南", "litres": D("1.6"), "months": 7}, "answer": {"due": D(175), "annualAmount": 300}}
    yield {"id": "T2", "tariff": "vessel-tax.json", "inputs": {"region": "云南", "litres": "1.5L", "fuel": "energy-saving"}, "answer": {"vehicleTax": 150}}
    yield {"id": "T3", "tariff": "vessel-tax.json", "inputs": {"region": "四川", "litres": D("2.0")}, "answer": {"vehicleTax": 360}}
    yield {"id": "T4", "tariff": "vessel-tax.json", "inputs": {"region": "四川", "litres": D("2.4")}, "answer": {"vehicleTax": None}}
    yield {"id": "D1", "tariff": "depreciation.json", "inputs": {"newPrice": 360021, "months": 72, "ratePercentPerMonth": D("0.6")}, "answer": {"actualValue": D("204491.928")}}
    yield {"id": "D2", "tariff": "depreciation.json", "inputs": {"price": 100000, "months": 200, "use": "private"}, "answer": {"actualValue": 20000}}
    yield {"id": "R1", "tariff": "commercial-reform-2020.json", "inputs": {"policyStart": "2024-05-01", "benchmarks": {"damage": D("1234.56"), "thirdParty": 800}, "history": "2 years without a claim", "pricingCoefficient": D("0.85")},
           "answer": {"commercial": {"damage": half(D("1234.56") * D("0.7") * D("0.85") / D("0.75"), "0.01"), "thirdParty": half(800 * D("0.7") * D("0.85") / D("0.75"), "0.01")},
                      "commercialTotal": half(D("1234.56") * D("0.7") * D("0.85") / D("0.75"), "0.01") + half(800 * D("0.7") * D("0.85") / D("0.75"), "0.01")}}
    yield {"id": "R2", "way": "renewal", "tariff": "", "inputs": {"oldPremium": 3000, "oldNcd": D("0.8"), "newNcd": D("0.7"), "oldCoefficient": D("1.1"), "newCoefficient": 1}, "answer": {"newPremium": half(D(3000) * D("0.7") / (D("0.8") * D("1.1")), "0.01")}}
    yield {"id": "K1", "way": "legacy", "variant": "trucks", "tariff": "commercial-legacy.json trucks", "inputs": {"use": "business", "tonnes": 9, "price": 200000, "thirdPartyLimit": 500000, "covers": ["thirdParty", "damage"]}, "answer": {"commercial": {"thirdParty": 5906, "damage": 6041}, "commercialTotal": 11947}}
    yield {"id": "L1", "tariff": "commercial-legacy.json regions[].undiscounted", "inputs": {"region": "吉林", "price": 150000, "seats": 5, "thirdPartyLimit": 2000000, "covers": ["thirdParty"]},
           "answer": {"commercial": {"thirdParty": D(UNDISCOUNTED["吉林", "lt6"]["thirdParty"][6]) + D("0.9") * 2 * (UNDISCOUNTED["吉林", "lt6"]["thirdParty"][6] - UNDISCOUNTED["吉林", "lt6"]["thirdParty"][5])}}}

def plain(o):
    if isinstance(o, D):
        return int(o) if o == o.to_integral() else float(o)
    raise TypeError(o)

rng = random.Random(20261124)
examples = [published(rng, i) for i in range(60)]
for k, variant in enumerate(["cargroup", "automapper", "hwy2016", "androidinsure", "cngold", "wxquote"]):
    examples += [calculator(rng, k * 20 + i, variant) for i in range(20)]
examples += [stored(rng, i) for i in range(20)] + [floating(rng, i) for i in range(40)] + [history(rng, i) for i in range(26)] + list(other(rng))
print('{"name": "further premium examples, made by make_examples.py", "count": %d, "examples": [' % len(examples))
print(",\n".join(json.dumps(e, ensure_ascii=False, default=plain) for e in examples))
print("]}")
