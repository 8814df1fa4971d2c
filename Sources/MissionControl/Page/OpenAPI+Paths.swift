extension OpenAPI {
    static let paths = #"""
        paths:
          /v1/mentions:
            post:
              operationId: postMentions
              summary: Hand in mentions, all or none of them.
              description: At most 1000 at once (else 422) and 1 MiB (else 413).
              security: [{ token: [] }, { signature: [] }]
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      anyOf:
                        - $ref: "#/components/schemas/Mention"
                        - { type: array, maxItems: 1000, items: { $ref: "#/components/schemas/Mention" } }
                  application/cloudevents+json:
                    schema: { $ref: "#/components/schemas/CloudEvent" }
                  application/cloudevents-batch+json:
                    schema: { type: array, maxItems: 1000, items: { $ref: "#/components/schemas/CloudEvent" } }
              responses:
                "202":
                  description: On disk, in the order given.
                  content:
                    application/json: { schema: { $ref: "#/components/schemas/Accepted" } }
                "400": { $ref: "#/components/responses/badRequest" }
                "401": { $ref: "#/components/responses/unauthorized" }
                "403": { $ref: "#/components/responses/forbidden" }
                "408": { $ref: "#/components/responses/tooSlow" }
                "413": { $ref: "#/components/responses/tooLarge" }
                "415": { $ref: "#/components/responses/unsupported" }
                "422": { $ref: "#/components/responses/wrongFields" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /v1/cases:
            get:
              operationId: listCases
              summary: Cases, newest first.
              parameters:
                - name: phase
                  in: query
                  description: One phase or several, with commas.
                  style: form
                  explode: false
                  schema: { type: array, minItems: 1, items: { $ref: "#/components/schemas/Phase" } }
                - { name: queue, in: query, schema: { type: string, maxLength: 256 } }
                - { name: holder, in: query, schema: { type: string, maxLength: 256 } }
                - name: after
                  in: query
                  description: Only cases with a smaller number; the `Link` of a page sets it.
                  schema: { type: integer, format: int64, minimum: 1 }
                - $ref: "#/components/parameters/limit"
              responses:
                "200":
                  description: A page of cases.
                  headers:
                    Link: { description: "The next page, `rel=\"next\"`, if there may be one.", schema: { type: string } }
                  content:
                    application/json:
                      schema: { type: array, items: { $ref: "#/components/schemas/Case" } }
                "400": { $ref: "#/components/responses/badRequest" }
                "401": { $ref: "#/components/responses/unauthorized" }
                "403": { $ref: "#/components/responses/forbidden" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /v1/cases/{number}:
            get:
              operationId: showCase
              summary: One case with its conversation and drafts.
              parameters: [{ $ref: "#/components/parameters/number" }]
              responses:
                "200":
                  description: The case.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Case" } } }
                "400": { $ref: "#/components/responses/badRequest" }
                "401": { $ref: "#/components/responses/unauthorized" }
                "403": { $ref: "#/components/responses/forbidden" }
                "404": { $ref: "#/components/responses/notFound" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /v1/cases/{number}/events:
            get:
              operationId: listCaseEvents
              summary: The events of one case, in order.
              parameters:
                - $ref: "#/components/parameters/number"
                - $ref: "#/components/parameters/afterEvent"
                - $ref: "#/components/parameters/limit"
              responses:
                "200":
                  description: Events.
                  content:
                    application/json:
                      schema: { type: array, items: { $ref: "#/components/schemas/Event" } }
                "400": { $ref: "#/components/responses/badRequest" }
                "401": { $ref: "#/components/responses/unauthorized" }
                "403": { $ref: "#/components/responses/forbidden" }
                "404": { $ref: "#/components/responses/notFound" }
                "422": { $ref: "#/components/responses/beyondEvents" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /v1/events:
            get:
              operationId: listEvents
              summary: All events in order; as a stream when asked for.
              parameters:
                - $ref: "#/components/parameters/afterEvent"
                - $ref: "#/components/parameters/limit"
                - name: Last-Event-ID
                  in: header
                  description: Where a stream goes on; it overrules `after`.
                  schema: { type: string, pattern: "^[0-9]{0,18}$" }
              responses:
                "200":
                  description: >-
                    Events. A stream has one message for each, whose `id` is its sequence and whose
                    `data` is the event; comments keep it alive.
                  content:
                    application/json:
                      schema: { type: array, items: { $ref: "#/components/schemas/Event" } }
                    text/event-stream: { schema: { type: string } }
                "400": { $ref: "#/components/responses/badRequest" }
                "401": { $ref: "#/components/responses/unauthorized" }
                "403": { $ref: "#/components/responses/forbidden" }
                "422": { $ref: "#/components/responses/beyondEvents" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /healthz:
            get:
              operationId: alive
              summary: The process answers.
              security: []
              responses:
                "200":
                  description: Alive.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Alive" } } }
          /readyz:
            get:
              operationId: ready
              summary: The store can be used and every chat network is connected.
              responses:
                "200":
                  description: Ready.
                  content: { application/json: { schema: { $ref: "#/components/schemas/Ready" } } }
                "401": { $ref: "#/components/responses/unauthorized" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /metrics:
            get:
              operationId: measures
              summary: Figures in the Prometheus text format 0.0.4.
              responses:
                "200":
                  description: Figures.
                  content: { text/plain: { schema: { type: string } } }
                "401": { $ref: "#/components/responses/unauthorized" }
                "403": { $ref: "#/components/responses/forbidden" }
                "500": { $ref: "#/components/responses/failure" }
                "503": { $ref: "#/components/responses/unavailable" }
          /openapi.yaml:
            get:
              operationId: describe
              summary: This document.
              responses:
                "200":
                  description: OpenAPI 3.1.
                  content: { application/yaml: { schema: {} } }
                "401": { $ref: "#/components/responses/unauthorized" }
          /page/{token}:
            parameters:
              - name: token
                in: path
                required: true
                description: The secret of one page's link; it is the authority.
                schema: { type: string, pattern: "^[A-Za-z0-9_-]{32,128}$" }
            get:
              operationId: showPage
              summary: Who is paged for what, with a button; looking does nothing.
              security: []
              responses:
                "200": { $ref: "#/components/responses/pageShown" }
                "404": { $ref: "#/components/responses/pageUnknown" }
                "410": { $ref: "#/components/responses/pageOver" }
                "503": { $ref: "#/components/responses/pageLost" }
            post:
              operationId: acknowledgePage
              summary: The button; once, and within a day.
              security: []
              responses:
                "200": { $ref: "#/components/responses/pageShown" }
                "400": { $ref: "#/components/responses/badRequest" }
                "404": { $ref: "#/components/responses/pageUnknown" }
                "408": { $ref: "#/components/responses/tooSlow" }
                "410": { $ref: "#/components/responses/pageOver" }
                "413": { $ref: "#/components/responses/tooLarge" }
                "503": { $ref: "#/components/responses/pageLost" }
          /:
            get:
              operationId: page
              summary: The live page; it holds no data and asks for a token.
              security: []
              responses:
                "200":
                  description: HTML.
                  content: { text/html: { schema: { type: string } } }

        """#
}
