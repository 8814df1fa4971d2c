import Casework

extension AuditedStore {
    /// Walks the chain from the first event to the last that stood when the walk began, a page at
    /// a time, each on a snapshot of its own.
    /// - Parameter progress: events walked so far, of how many.
    package func verifyAudit(
        page: Int = 1000, progress: (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> AuditReport {
        let head = try await readAudit { try $0.auditHead() }
        var walk = ChainWalk()
        while walk.sequence < head.sequence {
            let after = walk.sequence
            let limit = Int(min(Int64(page), head.sequence - after))
            let entries = try await readAudit {
                try $0.auditEntries(after: after, limit: limit)
            }
            for entry in entries {
                if let fault = walk.take(entry) { return walk.report(fault) }
            }
            guard !entries.isEmpty else {
                walk.sequence += 1
                return walk.report(.missing)
            }
            progress(walk.sequence, head.sequence)
        }
        guard walk.hash == head.hash else { return walk.report(.headDiffers) }
        let beyond = try await readAudit { reading in
            try reading.auditEntries(after: try reading.auditHead().sequence, limit: 1)
        }
        if let stray = beyond.first {
            walk.sequence = stray.sequence
            return walk.report(.headDiffers)
        }
        return walk.report(nil)
    }

    /// Folds the facts of every case anew and compares each with its rows.
    package func verifyReplay(
        progress: (Int) -> Void = { _ in }
    ) async throws -> ReplayReport {
        var report = ReplayReport(
            cases: 0, erased: 0, differing: [], countsHold: true, vipsHold: true,
            rotaHolds: true, plansHold: true)
        var last: CaseID?
        while true {
            let after = last
            let page = try await readAudit { reading in
                try reading.caseNumbers(after: after, limit: 100).map { id in
                    (id, try Replay(of: id, in: reading))
                }
            }
            guard let end = page.last else { break }
            for (id, replay) in page {
                report.cases += 1
                switch replay {
                case .same: break
                case .erased: report.erased += 1
                case .differs:
                    if report.differing.count < ReplayReport.differingMax {
                        report.differing.append(id)
                    }
                }
            }
            last = end.0
            progress(report.cases)
        }
        report.countsHold = try await readAudit { reading in
            try reading.caseCounts() == reading.recountedCases()
        }
        (report.vipsHold, report.rotaHolds, report.plansHold) = try await readAudit { reading in
            let (vips, acts, plans) = try reading.replayedDesk()
            return (
                try vips == reading.vips(), try acts == reading.rotaActs(),
                try plans == reading.plans()
            )
        }
        return report
    }
}

extension AuditReading {
    /// The list of VIPs, the acts on the rota and the plans that are on, as the facts of the desk make
    /// them. What was erased says nothing of them any more.
    fileprivate func replayedDesk() throws -> ([VIP], [RotaAct], [RunningPlan]) {
        var vips: [VIP] = []
        var acts: [RotaAct] = []
        var plans: [RunningPlan] = []
        var after: Int64 = 0
        let page = 500
        while true {
            let events = try deskEvents(after: after, limit: page)
            for event in events {
                guard let fact = event.fact else { continue }
                vips.apply(fact, at: event.at)
                acts.apply(fact)
                plans.apply(fact)
            }
            guard let last = events.last, events.count == page else { break }
            after = last.sequence
        }
        return (
            vips.sorted { $0.place.lexicographicallyPrecedes($1.place) },
            acts.sorted { $0.number < $1.number }, plans
        )
    }
}

extension VIP {
    /// Where the store lists it: byte by byte.
    fileprivate var place: [UInt8] {
        Array(handle.utf8) + [0] + Array((source?.rawValue ?? "").utf8)
    }
}

/// The chain as far as it has been walked.
private struct ChainWalk {
    var sequence: Int64 = 0
    var hash = EventChain.beginning
    private var erased: Int64 = 0

    mutating func take(_ entry: AuditEntry) -> AuditReport.Fault? {
        sequence += 1
        guard entry.sequence == sequence else { return .missing }
        if let data = entry.data, let salt = entry.salt {
            guard EventChain.digest(salt: salt, data: data.utf8) == entry.digest else {
                return .dataChanged
            }
        } else {
            erased += 1
        }
        hash = EventChain.hash(
            after: hash, sequence: sequence, matter: entry.matter, at: entry.at,
            type: entry.type, by: entry.by, via: entry.via, digest: entry.digest)
        return hash == entry.hash ? nil : .chainBroken
    }

    func report(_ fault: AuditReport.Fault?) -> AuditReport {
        AuditReport(
            events: sequence, erased: erased,
            broken: fault.map { AuditReport.Break(sequence: sequence, fault: $0) })
    }
}

private enum Replay {
    case same, differs, erased

    init(of id: CaseID, in reading: any AuditReading) throws {
        var matter: Case?
        var after: Int64 = 0
        let page = 500
        while true {
            let events = try reading.events(after: after, of: id, limit: page)
            for event in events {
                guard let fact = event.fact else {
                    self = .erased
                    return
                }
                if matter == nil {
                    matter = Case(opening: fact, id: id, at: event.at)
                }
                matter?.apply(fact, by: event.by, at: event.at)
            }
            guard let last = events.last, events.count == page else { break }
            after = last.sequence
        }
        self = try matter != nil && matter == reading.matter(id) ? .same : .differs
    }
}
