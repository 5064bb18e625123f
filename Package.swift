// swift-tools-version: 6.1
import PackageDescription

// The corridor of Sources/README.md: each target sees only those before it.
let package = Package(
    name: "folkmoot",
    products: [.executable(name: "folkmoot", targets: ["folkmoot"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "ElementaryFunctions"),
        .target(name: "CPhilox"),
        .target(name: "CRows"),
        .target(
            name: "Stochastics",
            dependencies: ["CGSL", "CCrypto", "CPhilox", "CRows", "ElementaryFunctions"]),
        .target(name: "Formulas", dependencies: ["ElementaryFunctions"]),
        .target(name: "Appraisal", dependencies: ["CRows"]),
        .target(
            name: "CouncilModel",
            dependencies: ["CRows", "ElementaryFunctions", "Stochastics", "Formulas", "Appraisal"]),
        .target(name: "ScenarioFormat", dependencies: ["CouncilModel", "Stochastics", "Formulas", "Appraisal"]),
        .target(name: "Analysis", dependencies: ["CRows", "CouncilModel", "Stochastics", "Appraisal", "Formulas"]),
        .target(
            name: "Reporting", dependencies: ["Analysis", "CouncilModel", "ElementaryFunctions", "Stochastics"]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(
            name: "Workbook",
            dependencies: [
                "CXlsxWriter", "Reporting", "Analysis", "CouncilModel", "Appraisal", "Formulas", "Stochastics",
                "ElementaryFunctions",
            ]),
        .executableTarget(
            name: "folkmoot",
            dependencies: [
                "CMalloc", "ScenarioFormat", "Analysis", "Reporting", "Workbook", "CouncilModel", "Stochastics",
                "Appraisal", "Formulas",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .testTarget(name: "CRowsTests", dependencies: ["CRows", "Stochastics"]),
        .testTarget(name: "ElementaryFunctionsTests", dependencies: ["ElementaryFunctions"]),
        .testTarget(name: "StochasticsTests", dependencies: ["Stochastics", "ElementaryFunctions", "CGSL"]),
        .testTarget(name: "FormulasTests", dependencies: ["Formulas", "ElementaryFunctions"]),
        .testTarget(name: "AppraisalTests", dependencies: ["Appraisal"]),
        .testTarget(
            name: "CouncilModelTests",
            dependencies: ["CouncilModel", "ScenarioFormat", "Stochastics", "Appraisal", "Workbook"]),
        .testTarget(
            name: "ScenarioFormatTests", dependencies: ["ScenarioFormat", "CouncilModel", "Stochastics", "Formulas"]),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "CouncilModel", "Stochastics", "Appraisal"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Analysis", "CouncilModel", "Stochastics"]),
        .testTarget(
            name: "WorkbookTests",
            dependencies: ["Workbook", "ScenarioFormat", "Analysis", "CouncilModel", "Formulas", "Stochastics"]),
        .testTarget(name: "folkmootTests", dependencies: ["folkmoot"], exclude: ["Expected"]),
    ],
    swiftLanguageModes: [.v6]
)
