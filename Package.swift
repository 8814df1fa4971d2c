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

let package = Package(
    name: "casebell",
    targets: [
        .target(name: "Casework", swiftSettings: house),
        .target(name: "CaseStore", dependencies: ["Casework"], swiftSettings: house),
        .target(name: "Chat", dependencies: ["Casework"], swiftSettings: house),
    ]
)
