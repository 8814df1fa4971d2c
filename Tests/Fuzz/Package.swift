// swift-tools-version: 6.2
import PackageDescription

// libFuzzer over the wire room (`scripts/fuzz`). A package of its own, because everything in it
// is built with the fuzzer's instrumentation. The properties are those of the unit tests.

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

let package = Package(
    name: "casebell-fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
    targets: [
        .target(
            name: "IRCWire", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            path: "IRCWire", swiftSettings: house + [internals, watched]),
        .target(
            name: "WireProperties", dependencies: ["IRCWire"], path: "WireProperties",
            swiftSettings: house + [internals]),
        .executableTarget(
            name: "Fuzz", dependencies: ["WireProperties"], path: "Fuzz", swiftSettings: house,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
)
