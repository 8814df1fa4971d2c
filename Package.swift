// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: [Target.Dependency] = [
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
]
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A room: what it does not name here it cannot do (`Sources/README.md`).
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The tests of a room: one test file for one source file.
func tests(of room: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(room)Tests", dependencies: [.target(name: room)] + dependencies,
        swiftSettings: house)
}

let package = Package(
    name: "casebell",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "casebell", targets: ["casebell"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        room("Casework"),
        room("Rota", ["Casework"]),
        room("Phrasebook", ["Casework"]),
        room("Notation", ["Casework"]),
        room("Chat", ["Casework"]),
        room("IRCWire", [crypto]),
        room("MatrixWire", ["Notation"]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        room("Curl", ["CCurl", crypto]),
        .target(name: "COpen"),
        room("IRCLink", ["Casework", "Chat", "Curl", "IRCWire"]),
        room("MatrixLink", ["Casework", "Chat", "Curl", "MatrixWire"]),
        room("ConsoleLink", ["Casework", "Chat"]),
        room("CaseStore", ["Casework", grdb, sqlite, crypto]),
        room("Connectors", ["Casework", "Curl", "Notation", crypto]),
        room(
            "Desk",
            [
                "Casework", "Rota", "Phrasebook", "Chat", "CaseStore", "Connectors", lifecycle,
                logging, crypto,
            ]),
        room(
            "MissionControl",
            [
                "Casework", "CaseStore", "Desk", "Notation", lifecycle, logging, crypto,
            ] + hummingbird),
        .executableTarget(
            name: "casebell",
            dependencies: [
                "Casework", "Rota", "Phrasebook", "Chat", "IRCWire", "IRCLink", "MatrixWire",
                "MatrixLink", "ConsoleLink", "Curl", "CaseStore", "Connectors", "Desk",
                "MissionControl", "Notation", "COpen", argumentParser, yams, lifecycle, logging,
                crypto, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: house),
        room(
            "World",
            [
                "Casework", "Chat", "CaseStore", "Connectors", "Desk", "Rota", sqlite, logging,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(name: "rehearse", dependencies: ["World"], swiftSettings: house),
        room(
            "Rehearsal",
            ["Casework", "CaseStore", "Chat", "Connectors", "Desk", "Notation", "Rota", logging]),
        tests(of: "Casework", ["Rehearsal", "Yardstick"]),
        tests(of: "Rota", ["Casework", "Yardstick"]),
        tests(of: "Phrasebook", ["Casework", "Yardstick"]),
        tests(of: "Notation", ["Casework"]),
        tests(of: "IRCWire", ["Yardstick"]),
        tests(of: "MatrixWire", ["Notation", "Yardstick"]),
        tests(of: "IRCLink", ["Casework", "Chat", "Curl", "IRCWire", "Rehearsal"]),
        tests(
            of: "MatrixLink",
            ["Casework", "Chat", "Curl", "MatrixWire", "Notation", "Rehearsal", "Yardstick"]),
        tests(of: "ConsoleLink", ["Casework", "Chat", "Rehearsal"]),
        tests(of: "Curl"),
        tests(of: "Connectors", ["Casework", "Curl", "Notation", "Yardstick", crypto]),
        tests(of: "CaseStore", ["Casework", "Rehearsal", grdb]),
        tests(
            of: "Desk",
            [
                "Casework", "CaseStore", "Chat", "Connectors", "Phrasebook", "Rehearsal", "Rota",
                lifecycle, logging,
            ]),
        tests(
            of: "MissionControl",
            [
                "Casework", "CaseStore", "Desk", "Notation", "Yardstick", crypto, lifecycle,
                logging,
            ] + hummingbird),
        tests(
            of: "casebell",
            [
                "Casework", "CaseStore", "Chat", "Desk", "Notation", "Rehearsal", "Rota",
                "Yardstick", logging, yams,
            ]),
        // What the properties of hostile input are measured with (`Tests/Fuzz`).
        .target(name: "Yardstick", path: "Tests/Yardstick", swiftSettings: house),
        tests(of: "World", ["Casework", "Phrasebook"]),
        .testTarget(name: "TidyTests", swiftSettings: house),
    ]
)
