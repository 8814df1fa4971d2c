import Casework
import HTTPTypes

/// Everything that can be asked for.
enum Route: Hashable, Sendable {
    case mentions
    case cases
    case matter(CaseID)
    case matterEvents(CaseID)
    case events
    case alive, ready, measures, description, page
    /// Nothing for what can be no token, because it was not copied whole.
    case acknowledgement(PageToken?)

    /// Nothing for a path that is not served.
    init?(path: Substring) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        switch Array(parts) {
        case [""]: self = .page
        case ["healthz"]: self = .alive
        case ["readyz"]: self = .ready
        case ["metrics"]: self = .measures
        case ["openapi.yaml"]: self = .description
        case ["v1", "mentions"]: self = .mentions
        case ["v1", "cases"]: self = .cases
        case ["v1", "events"]: self = .events
        case let parts where parts.count == 2 && parts[0] == "page":
            self = .acknowledgement(PageToken(parts[1]))
        case let parts where parts.count == 3 || parts.count == 4:
            guard parts[0] == "v1", parts[1] == "cases", let id = Route.caseID(parts[2]) else {
                return nil
            }
            if parts.count == 3 {
                self = .matter(id)
            } else {
                guard parts[3] == "events" else { return nil }
                self = .matterEvents(id)
            }
        default: return nil
        }
    }

    private static func caseID(_ text: Substring) -> CaseID? {
        guard let number = Int64(plain: text), number > 0 else { return nil }
        return CaseID(number)
    }

    var methods: [HTTPRequest.Method] {
        switch self {
        case .mentions: [.post]
        case .acknowledgement: [.get, .head, .post]
        default: [.get, .head]
        }
    }

    /// What a token has to be good for; nothing: any token will do.
    var scope: AccessToken.Scope? {
        switch self {
        case .mentions: .intake
        case .cases, .matter, .matterEvents, .events, .measures: .read
        case .alive, .ready, .description, .page, .acknowledgement: nil
        }
    }

    /// Served to anybody. The page holds no data: a browser cannot send a token when it opens
    /// an address, so the page asks the person for one and fetches the data with it. What is
    /// behind the link of a page is shown to whoever has the link.
    var isOpen: Bool {
        switch self {
        case .alive, .page, .acknowledgement: true
        default: false
        }
    }
}
