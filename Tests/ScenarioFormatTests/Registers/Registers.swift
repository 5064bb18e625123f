import CouncilModel

/// Six invented councils, one without cases and one without a supplier.
let sixCouncils = Register(
    codes: ["A1", "A2", "B1", "B2", "C1", "C2"],
    names: ["Aldford", "Ashby", "Brackwater", "Bexton", "Castlemere", "Corley"],
    types: ["county", "district", "district", "unitary", "unitary", "unitary"],
    columns: [
        Register.Column(name: "population", cells: .numbers([30, 20, 10, 40, 50, 60]), unit: "resident"),
        Register.Column(name: "cases", cells: .numbers([3, 2, nil, 4, 5, 6])),
        Register.Column(name: "supplier", cells: .texts(["Acme", "Acme", "Bestco", nil, "Cosmo", "Bestco"])),
        Register.Column(name: "nothing", cells: .texts([nil, nil, nil, nil, nil, nil])),
    ])
