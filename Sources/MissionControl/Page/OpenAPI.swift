/// The interface described for programs: OpenAPI 3.1, with every status and media type that can
/// occur. It is kept in step with the code by a test that asks for each route and compares.
enum OpenAPI {
    static let document = head + paths + parameters + responses + schemas

    static let answer = Answer(type: "application/yaml", body: Array(document.utf8))

    private static let head = #"""
        openapi: 3.1.0
        info:
          title: Casebell
          summary: Mentions in, cases and their events out.
          description: >-
            A 2xx answer to a post means that it is on disk. Through the socket in the state
            directory the same is served without a token. Every error is problem details
            (RFC 9457). What is no request of HTTP/1.1, or does not come in time, is answered with
            400, 408, 431, 501 or 505 whatever it asks for, and the connection ends. So it does,
            with 503 where an answer is due, for a connection that has waited longest when too
            many are open.
          version: "1"
          license: { name: Apache-2.0, identifier: Apache-2.0 }
        servers: [{ url: / }]
        security: [{ token: [] }]

        """#

    private static let parameters = #"""
        components:
          securitySchemes:
            token: { type: http, scheme: bearer }
            signature:
              type: apiKey
              in: header
              name: webhook-signature
              description: >-
                Standard Webhooks 1.0, together with `webhook-id` and `webhook-timestamp`. A signed
                post may bring its own source's mentions only.
          parameters:
            number:
              name: number
              in: path
              required: true
              description: The case's number.
              schema: { type: integer, format: int64, minimum: 1 }
            afterEvent:
              name: after
              in: query
              description: Only events with a larger sequence; at most the last one's.
              schema: { type: integer, format: int64, minimum: 0, default: 0 }
            limit:
              name: limit
              in: query
              description: >-
                At most so many; a page may hold fewer, and ends early after 4 MiB.
              schema: { type: integer, minimum: 1, maximum: 1000 }

        """#

    private static let responses = #"""
          responses:
            badRequest:
              description: The body is no JSON, or the query cannot be understood.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            tooSlow:
              description: The body did not come in time.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            unauthorized:
              description: No token or signature, or one that is not known.
              headers: { WWW-Authenticate: { schema: { type: string } } }
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            forbidden:
              description: The token or signature is not good for this.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            notFound:
              description: There is nothing of this name or number.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            pageShown:
              description: How things stand.
              content: { text/html: { schema: { type: string } } }
            pageUnknown:
              description: Nobody was paged with this link.
              content: { text/html: { schema: { type: string } } }
            pageOver:
              description: The link was used, or is more than a day old. Nothing was done.
              content: { text/html: { schema: { type: string } } }
            pageLost:
              description: The desk cannot be reached at this moment. Nothing was done.
              headers: { Retry-After: { schema: { type: integer } } }
              content: { text/html: { schema: { type: string } } }
            tooLarge:
              description: The body is larger than 1 MiB, whatever is in it. Send several posts.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            unsupported:
              description: Another media type, charset or packing than is taken.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            wrongFields:
              description: >-
                JSON, but not mentions, or an array of more than 1000; `errors` names every fault.
                Nothing was taken.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            beyondEvents:
              description: >-
                `after`, or `Last-Event-ID`, is larger than the last event's sequence, which is
                named: it comes from a history that a restored copy took the place of.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            failure:
              description: An error of the desk's own.
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
            unavailable:
              description: Not now; try again after `Retry-After` seconds.
              headers: { Retry-After: { schema: { type: integer } } }
              content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }

        """#
}
