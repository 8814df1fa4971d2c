// swift-tools-version: 6.2
import PackageDescription

// libFuzzer over what comes from outside (`scripts/fuzz`). A package of its own, because the rooms
// in it are built with the fuzzer's instrumentation. The properties are those of the unit tests.

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]
let internals: SwiftSetting = .unsafeFlags(["-enable-testing"])
/// The fuzzer sees every edge and every comparison of the room, and none of the properties'.
let watched: SwiftSetting = .unsafeFlags(["-sanitize=fuzzer"])

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A room under its own name: a link to all of it, or a folder of links to what of it reads.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], isWatched: Bool = true
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: name,
        swiftSettings: house + [internals] + (isWatched ? [watched] : []))
}

/// What holds for a room whatever it reads: the folder `Properties` of its unit tests.
func properties(_ room: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: "\(room)Properties", dependencies: dependencies + ["Yardstick"],
        path: "\(room)Properties", swiftSettings: house + [internals])
}

let package = Package(
    name: "casebell-fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        room("Casework"),
        room("Rota", ["Casework"]),
        room("Chat", ["Casework"], isWatched: false),
        room("IRCWire", [crypto]),
        room("Phrasebook", ["Casework"]),
        room("Notation", ["Casework"]),
        room("MatrixWire", ["Notation"]),
        room("MatrixLink", ["Casework", "MatrixWire"]),
        room("Desk", ["Casework"], isWatched: false),
        room("MissionControl", ["Casework", "Desk", "Notation"]),
        room("Connectors", ["Casework", crypto]),
        room("casebell", ["Casework", "Chat", "IRCWire", "MatrixWire", "Rota", yams, crypto]),
        .target(name: "Yardstick", path: "Yardstick", swiftSettings: house),
        properties("Casework", ["Casework"]),
        properties("Rota", ["Rota", "Casework"]),
        properties("Wire", ["IRCWire"]),
        properties("MatrixWire", ["MatrixWire", "Notation"]),
        properties("MatrixLink", ["MatrixLink", "Casework"]),
        properties("Phrasebook", ["Phrasebook", "Casework"]),
        properties("MissionControl", ["MissionControl", "Casework", "Desk", "Notation"]),
        properties("Connectors", ["Connectors", "Casework", crypto]),
        properties("casebell", ["casebell", "Casework", "Chat", "Rota", yams]),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "CaseworkProperties", "WireProperties", "MatrixWireProperties",
                "MatrixLinkProperties", "PhrasebookProperties", "MissionControlProperties",
                "ConnectorsProperties", "RotaProperties", "casebellProperties",
            ], path: "Fuzz", swiftSettings: house,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
)
