"""A made-up national scenario, evidence of nothing: eight levers of six lines for all councils of the register."""

# name, title, first year, kind of adoption, share of a pool that is saved, the pool, who pays, how it is split
LEVERS = [
    ("standards", "Common data standards", 2027, "imitated", (-0.01, 0.02, 0.08), "systems", "region", "equally"),
    ("platform", "Shared platform", 2028, "imitated", (0.1, 0.3, 0.5), "systems", "centre", "by_residents"),
    ("framework", "Joint framework", 2027, "waves", (-0.02, 0.03, 0.1), "systems", "council", "by_population"),
    ("sign_in", "One sign-in", 2027, "imitated", (0, 0.01, 0.03), "contact", "centre", "by_residents"),
    ("data_hub", "Regional data hubs", 2028, "spreading", (0, 0.02, 0.06), "officers", "region", "by_residents"),
    ("product_team", "Pooled product team", 2029, "boosted", (-0.02, 0.04, 0.1), "officers", "council", "by_benefit"),
    ("training", "Digital academy", 2027, "mandate", (0, 0.01, 0.03), "officers", "centre", "equally"),
    ("automation", "Automated enquiries", 2027, "spreading", (-0.02, 0.06, 0.2), "contact", "council", "by_residents"),
]
CONTRACTED, MODIFIED = "platform", {"platform": ("standards", 0.85), "automation": ("sign_in", 0.7)}


def drawn(unit, distribution, **more):
    """An assumption; nothing here has a source."""
    return {"unit": unit, "distribution": distribution, "source": "assumption: benchmark", "grade": "E", **more}


def adoption(kind, name):
    """How councils come to join; shares and pressures by lever are assumptions of its name."""
    if kind == "mandate":
        return "mandate"
    if kind == "waves":
        return {"waves": [{"year": 2027 + 2 * i, "share": share} for i, share in enumerate((0.2, 0.5, 0.8))]}
    diffusion = {"innovation": f"{name}_innovation", "ceiling": f"{name}_ceiling"}
    if kind != "spreading":
        diffusion.update(imitation=f"{name}_imitation", founders=5)
    return {"diffusion": diffusion}


def assumptions_of(index, name, kind, saving):
    """What is not known of one lever; sizes differ from lever to lever."""
    scale = 1 + index / 4
    found = {
        f"{name}_build": drawn("GBP", {"pert": [4e6 * scale, 9e6 * scale, 2.5e7 * scale]}),
        f"{name}_overrun": drawn("share", {"lognormal": {"p10": 0.8, "p90": 1.9}, "max": 4}),
        f"{name}_running": drawn("GBP/year", {"triangular": [1e6 * scale, 2e6 * scale, 4e6 * scale]}),
        f"{name}_moving": drawn("GBP", {"lognormal": {"median": 20000 * scale, "sigma": 0.6}}, varies_by="council"),
        f"{name}_fee": drawn("GBP/year", {"pert": [1000, 4000, 9000]}),
        f"{name}_saving": drawn("share", {"pert": list(saving)}),
        f"{name}_hours": drawn("GBP/resident/year", {"pert": [-0.01, 0.05, 0.3]}),
    }
    if kind in ("spreading", "imitated", "boosted"):
        found[f"{name}_innovation"] = drawn("share", {"pert": [0.02, 0.07, 0.2]})
        found[f"{name}_ceiling"] = drawn("share", {"pert": [0.4, 0.7, 0.95]})
    if kind in ("imitated", "boosted"):
        found[f"{name}_imitation"] = drawn("share", {"pert": [0.1, 0.4, 1.2]})
    return found


def costs_of(name):
    """A programme that is built and run, and what moving and membership cost each council."""
    moving = {
        "name": "Moving", "kind": "revenue", "amount": f"{name}_moving * (0.5 + residents / 300_000[resident])",
        "timing": {"on": "joining", "spread": [0.3, 0.7], "from": -1},
    }
    if name in MODIFIED:
        other, factor = MODIFIED[name]
        moving["modifiers"] = [{"joined": other, "by": factor}]
    return [
        {
            "name": "Build", "level": "programme", "kind": "capital", "amount": f"{name}_build",
            "uplift": f"{name}_overrun", "timing": {"on": "start", "spread": [0.5, 0.3, 0.2], "from": 0},
        },
        {
            "name": "Running", "level": "programme", "kind": "revenue", "amount": f"{name}_running",
            "scale": "0.4 + 0.6 * share_joined", "timing": {"on": "running"},
        },
        moving,
        {"name": "Fee", "kind": "revenue", "amount": f"{name}_fee", "timing": {"on": "membership"}},
    ]


def benefits_of(name, pool):
    """A share of what is left of a pool, and time saved that grows with membership."""
    kind = "cashable" if pool == "systems" else "non_cashable"
    return [
        {
            "name": "Saving", "kind": kind, "claims": {"pool": pool, "share": f"{name}_saving"},
            "timing": {"on": "membership", "ramp": [0.25, 0.75, 1]},
        },
        {
            "name": "Residents' time", "kind": "societal", "party": "residents", "amount": f"residents * {name}_hours",
            "scale": "share_joined", "timing": {"on": "membership", "ramp": [0, 0.5, 1]},
        },
    ]


def lever(name, title, starts, kind, pool, payer, shared):
    """One lever of six lines."""
    found = {
        "title": title, "starts": starts, "adoption": adoption(kind, name), "shared": shared,
        "paid_by": {"council": 1} if payer == "council" else {payer: 0.4, "council": 0.6},
        "costs": costs_of(name), "benefits": benefits_of(name, pool),
    }
    if name == CONTRACTED:
        found["contract"] = "systems"
    if kind == "boosted":
        found["boosts"] = [{"joined": "platform", "by": 2}]
    return found


def national(register):
    """The scenario; `register` is the path of the register as the scenario's folder sees it."""
    assumptions = {
        "system_price": drawn("GBP/resident/year", {"lognormal": {"median": 1.2, "sigma": 0.4}}, varies_by="council"),
        "officer_cost": drawn("GBP/resident/year", {"pert": [4, 7, 12]}),
        "contact_cost": drawn("GBP/resident/year", {"triangular": [2, 3, 6]}),
        "contract_years": drawn("year", {"pert": [3, 5, 10]}, varies_by="council"),
    }
    for index, (name, _, _, kind, saving, *_) in enumerate(LEVERS):
        assumptions.update(assumptions_of(index, name, kind, saving))
    return {
        "title": "Eight levers for all councils of the United Kingdom",
        "question": "How fast is a national run of all combinations of eight levers?",
        "base_year": 2026, "years": 15, "trials": 10240,
        "councils": {"register": register},
        "assumptions": assumptions,
        "pools": {
            "systems": {"amount": "population * system_price", "growth": 0.01},
            "officers": {"amount": "population * officer_cost"},
            "contact": {"amount": "residents * contact_cost"},
        },
        "contracts": {"systems": {"length": "contract_years"}},
        "levers": {
            name: lever(name, title, starts, kind, pool, payer, shared)
            for name, title, starts, kind, _, pool, payer, shared in LEVERS
        },
        "combinations": [name for name, *_ in LEVERS],
    }
