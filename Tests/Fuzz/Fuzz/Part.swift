@testable import CaseworkProperties
@testable import ConnectorsProperties
@testable import MatrixLinkProperties
@testable import MatrixWireProperties
@testable import MissionControlProperties
@testable import PhrasebookProperties
@testable import RotaProperties
@testable import WireProperties
@testable import casebellProperties

/// What is fuzzed: each parser of what comes from outside. Its inputs are in `corpus/<part>`, the
/// words that they are made of in `<part>.dict`.
enum Part: String, CaseIterable {
    case line, session, grammar, mention, rules, find, canned, thread, configuration, signature
    case sync, homeserver, post, calendar

    /// A sentence about what does not hold for these bytes, or nothing.
    func violation(in input: [UInt8]) -> String? {
        switch self {
        case .line: LineProperties.violation(in: input)
        case .session: SessionProperties.violation(in: input)
        case .grammar: GrammarProperties.violation(in: input)
        case .mention: MentionProperties.violation(in: input)
        case .rules: RuleProperties.violation(in: input)
        case .find: FindProperties.violation(in: input)
        case .canned: CannedProperties.violation(in: input)
        case .thread: ThreadProperties.violation(in: input)
        case .configuration: ConfigurationProperties.violation(in: input)
        case .signature: SignatureProperties.violation(in: input)
        case .sync: SyncProperties.violation(in: input)
        case .homeserver: HomeserverProperties.violation(in: input)
        case .post: PostProperties.violation(in: input)
        case .calendar: CalendarProperties.violation(in: input)
        }
    }
}
