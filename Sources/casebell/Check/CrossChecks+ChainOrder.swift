import Casework

/// Of the chains that concern a case the first one pages: an earlier one may leave a later one
/// nothing.
extension CrossChecks {
    func checkChainOrder() {
        guard let document = documents.rota, !document.hasErrors(under: "chains"),
            documents.plans.knows("plans")
        else { return }
        let chains = configuration.rota.chains
        for (index, chain) in chains.enumerated() where !isNamed(chain) {
            let earlier = chains[..<index].first { takesAll(of: chain, $0) }
            guard let earlier else { continue }
            document.note(
                .warning, of: "chains[\(index)]",
                "this chain never pages: \"\(printable(earlier.name))\" takes all its cases",
                "Put it first, or remove it.")
        }
    }

    /// Whether an earlier chain takes all cases of that queue that this one would.
    func isLeft(nothingOf queue: QueueName, _ chain: ChainEntry) -> Bool {
        guard !isNamed(chain) else { return false }
        var narrowed = chain
        narrowed.queues = [queue]
        return configuration.rota.chains.prefix { $0.name != chain.name }
            .contains { takesAll(of: narrowed, $0) }
    }

    /// Whether a plan or another chain leads to it.
    private func isNamed(_ chain: ChainEntry) -> Bool {
        configuration.plans.plans.contains { $0.chain == chain.name }
            || configuration.rota.chains.contains { other in
                other.steps.flatMap(\.targets).contains(.chain(chain.name))
            }
    }

    private func takesAll(of later: ChainEntry, _ earlier: ChainEntry) -> Bool {
        guard earlier.during != .plan, later.during != .plan,
            earlier.during == .always || earlier.during == later.during,
            later.priority <= earlier.priority
        else { return false }
        let queues = known(later.queues)
        let taken = known(earlier.queues)
        guard earlier.queues.isEmpty || (!queues.isEmpty && queues.allSatisfy(taken.contains))
        else { return false }
        // Nothing is less urgent than P3.
        guard earlier.priority != .p3 else { return true }
        let cover = WordCover(earlier.words)
        return later.words.allSatisfy { !cover.places(covering: $0).isEmpty }
    }
}
