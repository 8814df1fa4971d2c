import Casework

/// `casebell.yaml`: where the daemon connects and what it keeps. Only what is to run has to be
/// in it. Paths are relative to the current directory, the store's file to `state`.
struct CasebellFile: Hashable, Sendable {
    /// The source of the CloudEvents that leave here.
    var name = "casebell"
    /// A name of the time zone database.
    var timezone = "UTC"
    var mode = DeskMode.live
    /// The directory of the embedded store, the lock and the socket.
    var state = "./state"
    var store = StoreAddress.sqlite(file: "casebell.db")
    var log = LogSection()
    var networks: [NetworkEntry] = []
    /// Nothing comes in over HTTP where it is left out.
    var http: HTTPSection?
    var sources: [SourceEntry] = []
    var relays: [RelayEntry] = []
    /// Pages stay in the chat where it is left out.
    var paging: PagingSection?
}

enum DeskMode: String, CaseIterable, Hashable, Sendable {
    case live
    /// Everything, but nothing to customers.
    case practice
}

extension CasebellFile {
    init(_ keys: KeyedReader) {
        self.init()
        name = keys["name"]?.eventSource() ?? name
        timezone = keys["timezone"]?.timeZoneName() ?? timezone
        mode = keys["mode"]?.choice() ?? mode
        state = keys["state"]?.text() ?? state
        store = keys["store"]?.storeAddress() ?? store
        log = keys["log"]?.keyed(LogSection.init) ?? log
        networks = keys["networks"]?.list(limit: 32).map { $0.keyed(NetworkEntry.init) } ?? []
        http = keys["http"]?.keyed(HTTPSection.init)
        sources = keys["sources"]?.list().map { $0.keyed(SourceEntry.init) } ?? []
        relays = keys["relays"]?.list().map { $0.keyed(RelayEntry.init) } ?? []
        paging = keys["paging"]?.keyed(PagingSection.init)
    }
}

extension Value {
    /// A `source` of CloudEvents is a URI reference and not empty (CloudEvents 1.0.2).
    fileprivate func eventSource() -> String? {
        guard let words = text(limit: 200) else { return nil }
        let isReference = words.allSatisfy { character in
            character.isASCII && !character.isWhitespace && !"\"<>\\^`{|}".contains(character)
        }
        guard isReference else {
            error(
                "\"\(printable(words))\" cannot be the source of events",
                "Write a host name or a URL, without spaces.")
            return nil
        }
        return words
    }
}
