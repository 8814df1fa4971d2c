import Casework

@testable import Phrasebook

/// An act as a command, in the one spelling that leaves nothing open: numbers with their `#`, and
/// a colon before free text.
enum Respelling {
    static func text(of act: Act) -> String? {
        let cases = act.cases.map { "\($0)" }.joined(separator: " ")
        switch act.order {
        case .command(let command):
            guard case .mark(let mark) = act.targets else {
                return text(of: command, act.targets == .next ? "next" : cases)
            }
            if case .reject(_, let reason) = command { return "reject \(mark): \(reason)" }
            return "approve \(mark)"
        case .canned(let name, let said):
            // `case 42` is a number.
            if isCut(name) || ["case", "cases"].contains(name.lowercased()) { return nil }
            let sign = name.unicodeScalars.first == "#" ? "#" : ""
            return "canned \(sign)\(name) \(cases): \(said ?? "")"
        case .assign(let name): return isCut(name) ? nil : "assign \(cases) @\(name)"
        case .handover(let name): return isCut(name) ? nil : "handover @\(name) \(cases)"
        case .merge(let staying): return "merge \(cases) into \(staying)"
        case .snooze(.for(let lapse)): return "snooze \(cases) for \(spelled(lapse))"
        case .snooze(.clock(let hour, let minute)):
            return "snooze \(cases) until \(hour):\(minute < 10 ? "0" : "")\(minute)"
        case .away(nil): return "away"
        case .away(.for(let lapse)): return "away for \(spelled(lapse))"
        case .away(.clock(let hour, let minute)):
            return "away until \(hour):\(minute < 10 ? "0" : "")\(minute)"
        case .back: return "back"
        case .vip(let request): return text(of: request)
        case .rota(let request): return text(of: request)
        case .plan(.end(let name)):
            if let name, isCut(name) { return nil }
            return "plan end\(name.map { " \($0)" } ?? "")"
        case .plan(.use(let name, let until)):
            if isCut(name) { return nil }
            switch until {
            case nil: return "plan use \(name)"
            case .for(let lapse)?: return "plan use \(name) for \(spelled(lapse))"
            case .clock(let hour, let minute)?:
                return "plan use \(name) until \(hour):\(minute < 10 ? "0" : "")\(minute)"
            }
        case .pageTest: return "oncall test"
        case .desk(.hold(let queue, let reason)):
            return queue.map { "hold \($0): \(reason)" } ?? "hold \(reason)"
        case .desk(.unhold(let queue)):
            guard let name = queue?.rawValue else { return "unhold" }
            if isCut(name) { return nil }
            return "unhold \(name.isEmpty || name.unicodeScalars.first == "#" ? "#" : "")\(name)"
        }
    }

    private static func text(of request: ScoreRequest, _ cases: String) -> String? {
        if let agent = request.agent, isCut(agent) { return nil }
        let agent = request.agent.map { "@\($0) " } ?? ""
        let points = request.points.map { "\($0.criterion)=\($0.points) " }.joined()
        return "score \(cases): \(agent)\(points)\(request.remark ?? "")"
    }

    private static func text(of request: RotaRequest) -> String? {
        func before(_ place: String?) -> String { place.map { "\($0) " } ?? "" }
        func after(_ place: String?) -> String { place.map { " \($0)" } ?? "" }
        switch request {
        case .cover(let place, let person, let from, let to):
            if let person, isCut(person) { return nil }
            let whom = person.map { "@\($0)" } ?? "me"
            return "override \(before(place))\(whom) \(spelled(from)) to \(spelled(to))"
        case .uncover(let place, let person):
            return isCut(person) ? nil : "override \(before(place))@\(person) off"
        case .mine(let place, let until):
            return "oncall me \(before(place))\(spelled(until))"
        case .undo: return "oncall undo"
        case .swap(let place, let one, let other):
            if isCut(other) || isCut(one ?? "") { return nil }
            return "swap \(one.map { "@\($0) " } ?? "")@\(other)\(after(place))"
        case .agree(let with):
            if let with, isCut(with) { return nil }
            return "swap ok\(after(with.map { "@\($0)" }))"
        case .decline: return "swap off"
        }
    }

    private static func spelled(_ moment: RotaMoment) -> String {
        switch moment {
        case .now: return "now"
        case .after(let lapse): return spelled(lapse)
        case .on(let day, let hour, let minute):
            let clock = hour.map { "\($0):\(minute < 10 ? "0" : "")\(minute)" }
            return [day.map(spelled), clock].compactMap(\.self).joined(separator: " ")
        }
    }

    private static func spelled(_ day: RotaDay) -> String {
        switch day {
        case .date(let date): "\(date.year)-\(date.month)-\(date.day)"
        case .weekday(let weekday): weekday.rawValue
        case .ahead(let days): days == 0 ? "today" : "tomorrow"
        }
    }

    private static func text(of request: VIPRequest) -> String {
        let source = request.source.map { "\($0):" } ?? ""
        let end =
            switch request.end {
            case nil: ""
            case .at(.for(let lapse)): " for \(spelled(lapse))"
            case .at(.clock(let hour, let minute)):
                " until \(hour):\(minute < 10 ? "0" : "")\(minute)"
            case .day(let day): " until \(day.year)-\(day.month)-\(day.day)"
            }
        return
            "vip \(source)\(request.handle) \(request.isOn ? "on" : "off") \(request.reason)\(end)"
    }

    private static func text(of command: Command, _ cases: String) -> String? {
        switch command {
        case .claim: "claim \(cases)"
        case .release: "release \(cases)"
        case .noise: "noise \(cases)"
        case .take: "take \(cases)"
        case .drop: "drop \(cases)"
        case .undo: "undo \(cases)"
        case .reopen: "reopen \(cases)"
        case .draft(let text, let direct): "\(direct ? "dm" : "reply") \(cases): \(text)"
        case .attach(let url, let alt): "attach \(cases): \(url) \(alt)"
        case .detach: "attach \(cases) none"
        case .edit(let text): "edit \(cases): \(text)"
        case .rewrite(let text): "rewrite \(cases): \(text)"
        case .note(let text): "note \(cases): \(text)"
        case .link(let reference): "link \(cases): \(reference)"
        case .tag(let word): "tag \(cases): \(word)"
        case .approve(let mark): "approve \(cases) \(mark?.rawValue ?? "")"
        case .reject(let mark, let reason):
            "reject \(cases): \(mark.map { "\($0): " } ?? "")\(reason)"
        case .settle(let asSent): "settle \(cases) \(asSent ? "sent" : "again")"
        case .resolve(let outcome): outcome.map { "resolve \(cases): \($0)" } ?? "resolve \(cases)"
        case .escalate(let to, let reason): escalation(cases, to, reason)
        case .score(let request): text(of: request, cases)
        default: nil
        }
    }

    private static func escalation(_ cases: String, _ to: String?, _ reason: String) -> String? {
        guard let to else { return "escalate \(cases): \(reason)" }
        if isCut(to) { return nil }
        return "escalate \(cases): \(to.hasPrefix("+") ? "" : "@")\(to) \(reason)"
    }

    /// A name that long may have been cut, in the middle of what would be dropped at its end.
    private static func isCut(_ name: String) -> Bool {
        name.unicodeScalars.count >= Reading.nameMax
    }

    private static func spelled(_ lapse: Lapse) -> String {
        let seconds = lapse.milliseconds / 1000
        return "\(seconds / 86_400)d \(seconds % 86_400)s"
    }
}

extension Act {
    fileprivate var cases: [CaseID] { if case .cases(let ids) = targets { ids } else { [] } }
}
