import Casework
import Chat

@testable import casebell

/// What holds for a configuration that is accepted: the daemon could run on it.
enum AcceptedProperties {
    static func violation(in configuration: Configuration) -> String? {
        names(in: configuration) ?? references(in: configuration) ?? limits(in: configuration)
            ?? promises(in: configuration) ?? secrets(in: configuration)
    }

    private static func names(in configuration: Configuration) -> String? {
        let file = configuration.connection
        let lists: [(String, [String])] = [
            ("network", file.networks.map(\.name.rawValue)),
            ("token", file.http?.tokens.map(\.name) ?? []),
            ("source", file.sources.map(\.name.rawValue)), ("relay", file.relays.map(\.name)),
            ("person", configuration.people.map(\.name.rawValue)),
            ("room", configuration.desk.rooms.map(\.name.rawValue)),
            ("queue", configuration.desk.queues.map(\.name.rawValue)),
            ("canned text", configuration.canned.responses.map { $0.name.lowercased() }),
        ]
        for (kind, names) in lists {
            if let name = names.first(where: { !isSayable($0) }) { return "a \(kind) “\(name)”" }
            if Set(names).count < names.count { return "a \(kind) twice" }
        }
        return nil
    }

    /// Letters, digits and `. _ -`, at most 64; what stands on a letter belongs to it.
    private static func isSayable(_ name: String) -> Bool {
        (1...64).contains(name.unicodeScalars.count)
            && name.unicodeScalars.allSatisfy { scalar in
                let properties = scalar.properties
                if properties.isDefaultIgnorableCodePoint { return false }
                switch properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
                default: return !"@#!,:/\\\"'".unicodeScalars.contains(scalar)
                }
            }
    }

    private static func references(in configuration: Configuration) -> String? {
        let networks = configuration.connection.networks.map(\.name)
        let rooms = configuration.desk.rooms.map(\.name)
        let queues = configuration.desk.queues
        for room in configuration.desk.rooms {
            guard networks.contains(room.network), !room.address.rawValue.isEmpty else {
                return "the room “\(room.name)” is nowhere"
            }
        }
        for queue in queues {
            let used = queue.rooms + queue.approvals + queue.oncall
            guard !queue.rooms.isEmpty, used.allSatisfy(rooms.contains) else {
                return "the queue “\(queue.name)” is nowhere"
            }
        }
        for rule in configuration.desk.routing where !queues.map(\.name).contains(rule.queue) {
            return "a way to “\(rule.queue)”, which is no queue"
        }
        let canned = configuration.deskSettings.canned
        guard canned.flatMap(\.queues).allSatisfy(queues.map(\.name).contains),
            canned.allSatisfy({ !$0.variants.isEmpty })
        else { return "a canned text that nobody can use" }
        for account in configuration.people.flatMap(\.accounts) {
            guard networks.contains(account.network), !account.account.rawValue.isEmpty else {
                return "an account on “\(account.network)”"
            }
        }
        return nil
    }

    /// Whoever is promised a reply can be warned before its time, and what flows over flows
    /// somewhere else.
    private static func promises(in configuration: Configuration) -> String? {
        let queues = configuration.deskSettings.queues
        for queue in queues {
            let targets = (queue.firstResponse?.all ?? []) + (queue.nextResponse?.all ?? [])
            guard targets.allSatisfy({ $0 > .zero }) else { return "a reply before its question" }
            if let warning = queue.warnBefore {
                guard warning > .zero, targets.allSatisfy({ warning < $0 }) else {
                    return "a warning before there is anything to warn of"
                }
            }
            guard queue.digest.map({ Lapse.minutes(1)...(.days(1)) ~= $0 }) ?? true else {
                return "a digest that is never said"
            }
            if let overflow = queue.overflow {
                guard overflow.to != queue.name, overflow.above >= 0,
                    queues.contains(where: { $0.name == overflow.to })
                else { return "“\(queue.name)” flows over to nowhere" }
            }
        }
        return nil
    }

    private static func limits(in configuration: Configuration) -> String? {
        let desk = configuration.desk
        let policy = desk.policy
        guard (1...3).contains(desk.sigil.count), desk.priority.p2 < desk.priority.p1,
            Lapse.zero...(.hours(1)) ~= policy.undoWindow,
            Lapse.seconds(1)...(.days(1)) ~= policy.replyDeadline,
            Lapse.seconds(1)...(.days(1)) ~= policy.freshCommand
        else { return "a policy beyond its limits" }
        for network in configuration.connection.networks {
            guard case .irc(let irc) = network.kind else { continue }
            let words = [irc.nick, irc.user, irc.realname]
            guard (1...65_535).contains(irc.server.port), !irc.server.host.isEmpty,
                words.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isNewline) }),
                !irc.nick.contains(" "), irc.reconnect.first <= irc.reconnect.longest,
                (1...1000).contains(irc.flood?.burst ?? 1)
            else { return "a network that cannot be reached" }
        }
        return configuration.deskSettings.queues.count == desk.queues.count ? nil : "lost queues"
    }

    private static func secrets(in configuration: Configuration) -> String? {
        let file = configuration.connection
        let isMissing =
            file.http?.tokens.contains { $0.secret == nil } == true
            || file.sources.contains { $0.webhook == nil }
            || file.relays.contains { $0.webhook.secret == nil || $0.webhook.url.isEmpty }
        return isMissing ? "something without its secret" : nil
    }
}
