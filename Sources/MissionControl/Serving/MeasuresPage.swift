import CaseStore
import Casework
import Desk

/// The desk's figures in the Prometheus text format 0.0.4: base units, no case or person as a
/// label.
struct MeasuresPage {
    private(set) var text = ""

    init(
        counts: [CaseCount], outbox: OutboxFigures, status: DeskStatus, version: String,
        now: Instant
    ) {
        measure(
            "casebell_build_info", "gauge", "The version that runs.",
            [
                ("version=\(quoted(version))", "1")
            ])
        openCases(counts)
        firstResponses(status.firstResponses)
        pages(status.pages)
        if !status.plans.isEmpty {
            measure(
                "casebell_plan_end_timestamp_seconds", "gauge",
                "When a continuity plan that is on ends.",
                status.plans.map {
                    ("plan=\(quoted($0.name))", String($0.until.milliseconds / 1000))
                })
        }
        measure(
            "casebell_outbox_pending", "gauge", "Posts and replies that wait to be sent.",
            [("", String(outbox.pendingPosts + outbox.pendingReplies))])
        let oldest = [outbox.oldestPost, outbox.oldestReply].compactMap(\.self).min()
        measure(
            "casebell_outbox_oldest_seconds", "gauge", "How long the oldest of them has waited.",
            [("", seconds(oldest.map { now - $0 } ?? .zero))])
        measure(
            "casebell_send_attempts_total", "counter", "Attempts to send.",
            status.attempts.map {
                ("target=\(quoted($0.target)),outcome=\(quoted($0.outcome))", String($0.count))
            })
        if !status.relays.isEmpty {
            measure(
                "casebell_relay_behind_seconds", "gauge",
                "How long the oldest event that a relay's receiver has not taken yet has waited.",
                status.relays.map { relay in
                    (
                        "relay=\(quoted(relay.name))",
                        seconds(relay.waitsSince.map { now - $0 } ?? .zero)
                    )
                })
        }
        measure(
            "casebell_chat_connected", "gauge", "1 while the network is connected.",
            status.links.map { ("network=\(quoted($0.network.rawValue))", $0.isUp ? "1" : "0") })
    }

    private mutating func openCases(_ counts: [CaseCount]) {
        var rows: [(labels: String, count: Int)] = []
        for count in counts where count.phase.isOpen {
            let priority = count.priority.rawValue
            let labels = "queue=\(quoted(count.queue.rawValue)),priority=\(quoted(priority))"
            if let index = rows.firstIndex(where: { $0.labels == labels }) {
                rows[index].count += count.count
            } else {
                rows.append((labels, count.count))
            }
        }
        measure(
            "casebell_cases_open", "gauge", "Cases that are neither resolved nor noise.",
            rows.map { ($0.labels, String($0.count)) })
    }

    private mutating func firstResponses(_ responses: DeskStatus.FirstResponses) {
        let name = "casebell_first_response_seconds"
        heading(
            name, "histogram", "From the customer's post to the first reply of a person, delivered."
        )
        histogram(
            name, "", DeskStatus.FirstResponses.bounds, responses.counts, responses.sumSeconds)
    }

    private mutating func pages(_ pages: [DeskStatus.Pages]) {
        guard !pages.isEmpty else { return }
        let name = "casebell_page_seconds"
        heading(
            name, "histogram", "From the call for a page until it was taken by who carries it on.")
        for page in pages {
            histogram(
                name, "channel=\(quoted(page.channel.rawValue))", DeskStatus.Pages.bounds,
                page.counts, page.sumSeconds)
        }
    }

    private mutating func histogram(
        _ name: String, _ labels: String, _ bounds: [Double], _ counts: [Int], _ sum: Double
    ) {
        let more = labels.isEmpty ? "" : labels + ","
        let alone = labels.isEmpty ? "" : "{\(labels)}"
        for (bound, count) in zip(bounds, counts) {
            let bound = Int64(exactly: bound).map { String($0) } ?? String(bound)
            text += "\(name)_bucket{\(more)le=\"\(bound)\"} \(count)\n"
        }
        let all = counts.last ?? 0
        text += "\(name)_bucket{\(more)le=\"+Inf\"} \(all)\n"
        text += "\(name)_sum\(alone) \(sum)\n\(name)_count\(alone) \(all)\n"
    }

    private mutating func measure(
        _ name: String, _ type: String, _ help: String, _ samples: [(labels: String, value: String)]
    ) {
        heading(name, type, help)
        for sample in samples {
            let labels = sample.labels.isEmpty ? "" : "{\(sample.labels)}"
            text += "\(name)\(labels) \(sample.value)\n"
        }
    }

    private mutating func heading(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private func seconds(_ lapse: Lapse) -> String {
        String(Double(max(0, lapse.milliseconds)) / 1000)
    }

    private func quoted(_ label: String) -> String {
        var escaped = ""
        for character in label {
            switch character {
            case "\\": escaped += #"\\"#
            case "\"": escaped += #"\""#
            case "\n": escaped += #"\n"#
            default: escaped.append(character)
            }
        }
        return "\"\(escaped)\""
    }
}
