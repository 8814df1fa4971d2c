import CCurl

extension ReactorLoop {
    func perform(_ ticket: RequestTicket) {
        do throws(CurlFailure) {
            if ticket.isCancelled { throw .cancelled }
            let host = try ticket.request.checkedHost()
            guard requests.count < ReactorLoop.requestLimit, let easy = EasyHandle() else {
                throw .overflow
            }
            let request = RequestTransfer(easy: easy, ticket: ticket, host: host)
            if let misfit = easy.misfit { throw request.failure(for: misfit) }
            requests[easy.pointer] = request
            curl_multi_add_handle(multi, easy.pointer)
        } catch {
            ticket.finish(.failure(error))
        }
    }

    func abort(_ ticket: RequestTicket) {
        guard let request = requests.values.first(where: { $0.ticket === ticket }) else { return }
        finish(request, .failure(.cancelled))
    }

    func finish(_ request: RequestTransfer, _ outcome: RequestTicket.Outcome) {
        guard requests.removeValue(forKey: request.easy.pointer) != nil else { return }
        curl_multi_remove_handle(multi, request.easy.pointer)
        request.ticket.finish(outcome)
    }
}
