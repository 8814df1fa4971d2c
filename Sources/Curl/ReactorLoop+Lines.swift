import CCurl

extension ReactorLoop {
    func open(_ connection: LineConnection, _ ears: any LineEars) {
        if connection.heed() != .live {
            connection.seal()
            ears.ended(nil)
            return
        }
        guard let url = LineTransfer.url(for: connection.endpoint) else {
            connection.seal()
            ears.ended(.badURL(reason: "no such host and port can be reached"))
            return
        }
        guard lines.count < ReactorLoop.lineLimit, let easy = EasyHandle() else {
            connection.seal()
            ears.ended(.overflow)
            return
        }
        let line = LineTransfer(easy: easy, connection: connection, ears: ears)
        easy.set(CURLOPT_URL, url)
        lines[easy.pointer] = line
        if let misfit = easy.misfit {
            finish(line, line.failure(for: misfit))
        } else {
            curl_multi_add_handle(multi, easy.pointer)
        }
    }

    /// The connection stands or has failed.
    func settle(_ line: LineTransfer, _ code: CURLcode) {
        guard code == CURLE_OK else {
            finish(line, line.failure(for: code))
            return
        }
        line.ears.connected(line.standUp())
        // Reading takes the connection for this handle: until then libcurl counts it as idle
        // and might drop it to tidy up.
        follow(line, line.read(into: buffer))
        if lines[line.easy.pointer] != nil { follow(line, line.write()) }
    }

    func attend(_ connection: LineConnection) {
        guard let line = lines.values.first(where: { $0.connection === connection }) else { return }
        switch connection.heed() {
        case .live:
            break
        case .close where line.isConnected:
            line.startClosing()
        case .close:
            finish(line, nil)
            return
        case .dropForOverflow:
            finish(line, .overflow)
            return
        }
        if !line.wantsToWrite { follow(line, line.write()) }
    }

    func follow(_ line: LineTransfer, _ turn: LineTransfer.Turn) {
        if case .ended(let failure) = turn { finish(line, failure) }
    }

    func giveUpOverdueLines() {
        let now = ContinuousClock.now
        for line in lines.values {
            if let deadline = line.overdueAt, deadline <= now {
                finish(line, .timedOut(bytesSent: true))
            }
        }
    }

    /// Ends the connection with its handle and says so. Once.
    func finish(_ line: LineTransfer, _ failure: CurlFailure?) {
        guard lines.removeValue(forKey: line.easy.pointer) != nil else { return }
        curl_multi_remove_handle(multi, line.easy.pointer)
        line.connection.seal()
        line.ears.ended(failure)
    }
}
