import Casework
import Connectors
import Curl
import Desk
import MissionControl

extension Configuration {
    func connectors(
        _ secrets: Resolved, reactor: CurlReactor, clock: any DeskClock
    ) throws -> [any Connector] {
        try connection.relays.filter { !$0.replies.isEmpty }.map { relay in
            guard connection.mode == .live else {
                return PracticeConnector(name: SourceName(relay.name))
            }
            return WebhookConnector(
                name: SourceName(relay.name), desk: connection.name,
                address: try address(of: relay, secrets), reactor: reactor,
                now: { clock.now() })
        }
    }

    func eventRelays(
        _ secrets: Resolved, reactor: CurlReactor, clock: any DeskClock
    ) throws -> [any EventRelay] {
        try connection.relays.compactMap { relay in
            let subscription: EventSubscription
            switch relay.events {
            case .all: subscription = .all
            case .types(let types):
                guard !types.isEmpty else { return nil }
                subscription = .types(types)
            }
            return WebhookRelay(
                name: relay.name, subscription: subscription, desk: connection.name,
                address: try address(of: relay, secrets), reactor: reactor,
                now: { clock.now() })
        }
    }

    private func address(of relay: RelayEntry, _ secrets: Resolved) throws -> WebhookAddress {
        do {
            return WebhookAddress(
                url: relay.webhook.url,
                secret: try WebhookSecret(secrets[relay.webhook.secret] ?? ""))
        } catch {
            throw CommandFailure(
                .configuration, "casebell.yaml: the secret of relay \(relay.name): \(error)")
        }
    }

    /// Who may speak to the HTTP API.
    func accessTokens(_ secrets: Resolved) -> [AccessToken] {
        (connection.http?.tokens ?? []).map { token in
            AccessToken(
                name: token.name, secret: secrets[token.secret] ?? "",
                may: token.may.compactMap { AccessToken.Scope(rawValue: $0.rawValue) },
                isTrusted: token.isTrusted)
        }
    }
}

/// `mode: practice`: everything happens, and nothing reaches a customer.
struct PracticeConnector: Connector {
    let name: SourceName
    var deduplicates: Bool { true }
    func send(_ reply: ReplyRequest, key: DeliveryID, attempt: Int) async -> ReplyOutcome {
        .sent(reference: "practice")
    }
}
