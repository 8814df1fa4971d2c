// swift-format-ignore-file: LineLength

/// JSON Schemas of the Matrix specification (github.com/matrix-org/matrix-spec, commit d0ba2aa,
/// `data/event-schemas/schema` and `data/api/client-server`) for what we send: contents of events
/// and bodies of requests, references resolved, with the rules that `Schema` checks and without
/// their texts. Copyright The Matrix.org Foundation C.I.C., Apache License 2.0.
enum SentSchemas {
    static let all: [(name: String, json: String)] = [
        (
            "m.room.message$m.text",
            #"""
            {
             "allOf": [
              {
               "properties": {
                "body": {
                 "type": "string"
                },
                "msgtype": {
                 "enum": [
                  "m.text"
                 ],
                 "type": "string"
                },
                "format": {
                 "type": "string"
                },
                "formatted_body": {
                 "type": "string"
                }
               },
               "required": [
                "msgtype",
                "body"
               ],
               "type": "object"
              },
              {
               "type": "object"
              }
             ]
            }
            """#
        ),
        (
            "m.room.message$m.notice",
            #"""
            {
             "allOf": [
              {
               "properties": {
                "body": {
                 "type": "string"
                },
                "msgtype": {
                 "enum": [
                  "m.notice"
                 ],
                 "type": "string"
                },
                "format": {
                 "type": "string"
                },
                "formatted_body": {
                 "type": "string"
                }
               },
               "required": [
                "msgtype",
                "body"
               ],
               "type": "object"
              },
              {
               "type": "object"
              }
             ]
            }
            """#
        ),
        (
            "m.reaction",
            #"""
            {
             "allOf": [
              {
               "type": "object",
               "properties": {
                "m.relates_to": {
                 "type": "object",
                 "properties": {
                  "rel_type": {
                   "type": "string",
                   "enum": [
                    "m.annotation"
                   ]
                  },
                  "event_id": {
                   "type": "string"
                  },
                  "key": {
                   "type": "string"
                  }
                 }
                }
               }
              },
              {
               "type": "object"
              }
             ]
            }
            """#
        ),
        (
            "m.room.topic",
            #"""
            {
             "allOf": [
              {
               "properties": {
                "topic": {
                 "type": "string"
                },
                "m.topic": {
                 "type": "object",
                 "properties": {
                  "m.text": {
                   "type": "array",
                   "items": {
                    "type": "object",
                    "properties": {
                     "mimetype": {
                      "type": "string"
                     },
                     "body": {
                      "type": "string"
                     }
                    },
                    "required": [
                     "body"
                    ]
                   }
                  }
                 }
                }
               },
               "required": [
                "topic"
               ],
               "type": "object"
              },
              {
               "type": "object"
              },
              {
               "type": "object"
              }
             ]
            }
            """#
        ),
        (
            "m.direct",
            #"""
            {
             "allOf": [
              {
               "patternProperties": {
                "^@": {
                 "type": "array",
                 "items": {
                  "type": "string"
                 }
                }
               },
               "type": "object"
              },
              {
               "type": "object"
              }
             ]
            }
            """#
        ),
        (
            "POST /login",
            #"""
            {
             "type": "object",
             "properties": {
              "type": {
               "type": "string"
              },
              "identifier": {
               "type": "object",
               "properties": {
                "type": {
                 "type": "string"
                }
               },
               "required": [
                "type"
               ],
               "additionalProperties": {}
              },
              "user": {
               "type": "string"
              },
              "medium": {
               "type": "string"
              },
              "address": {
               "type": "string"
              },
              "password": {
               "type": "string"
              },
              "token": {
               "type": "string"
              },
              "device_id": {
               "type": "string"
              },
              "initial_device_display_name": {
               "type": "string"
              },
              "refresh_token": {
               "type": "boolean"
              }
             },
             "required": [
              "type"
             ]
            }
            """#
        ),
        (
            "POST /refresh",
            #"""
            {
             "type": "object",
             "properties": {
              "refresh_token": {
               "type": "string"
              }
             },
             "required": [
              "refresh_token"
             ]
            }
            """#
        ),
        (
            "POST /createRoom",
            #"""
            {
             "type": "object",
             "properties": {
              "visibility": {
               "type": "string",
               "enum": [
                "public",
                "private"
               ]
              },
              "room_alias_name": {
               "type": "string"
              },
              "name": {
               "type": "string"
              },
              "topic": {
               "type": "string"
              },
              "invite": {
               "type": "array",
               "items": {
                "type": "string",
                "pattern": "^@"
               }
              },
              "invite_3pid": {
               "type": "array",
               "items": {
                "type": "object",
                "properties": {
                 "id_server": {
                  "type": "string"
                 },
                 "id_access_token": {
                  "type": "string"
                 },
                 "medium": {
                  "type": "string"
                 },
                 "address": {
                  "type": "string"
                 }
                },
                "required": [
                 "id_server",
                 "id_access_token",
                 "medium",
                 "address"
                ]
               }
              },
              "room_version": {
               "type": "string"
              },
              "creation_content": {
               "type": "object"
              },
              "initial_state": {
               "type": "array",
               "items": {
                "type": "object",
                "properties": {
                 "type": {
                  "type": "string"
                 },
                 "state_key": {
                  "type": "string"
                 },
                 "content": {
                  "type": "object"
                 }
                },
                "required": [
                 "type",
                 "content"
                ]
               }
              },
              "preset": {
               "type": "string",
               "enum": [
                "private_chat",
                "public_chat",
                "trusted_private_chat"
               ]
              },
              "is_direct": {
               "type": "boolean"
              },
              "power_level_content_override": {
               "type": "object"
              }
             }
            }
            """#
        ),
        (
            "POST /filter",
            #"""
            {
             "type": "object",
             "allOf": [
              {
               "type": "object",
               "properties": {
                "event_fields": {
                 "items": {
                  "type": "string"
                 },
                 "type": "array"
                },
                "event_format": {
                 "enum": [
                  "client",
                  "federation"
                 ],
                 "type": "string"
                },
                "presence": {
                 "allOf": [
                  {
                   "properties": {
                    "limit": {
                     "type": "integer"
                    },
                    "not_senders": {
                     "items": {
                      "type": "string",
                      "pattern": "^@"
                     },
                     "type": "array"
                    },
                    "not_types": {
                     "items": {
                      "type": "string"
                     },
                     "type": "array"
                    },
                    "senders": {
                     "items": {
                      "type": "string",
                      "pattern": "^@"
                     },
                     "type": "array"
                    },
                    "types": {
                     "items": {
                      "type": "string"
                     },
                     "type": "array"
                    }
                   },
                   "type": "object"
                  }
                 ]
                },
                "account_data": {
                 "allOf": [
                  {
                   "properties": {
                    "limit": {
                     "type": "integer"
                    },
                    "not_senders": {
                     "items": {
                      "type": "string",
                      "pattern": "^@"
                     },
                     "type": "array"
                    },
                    "not_types": {
                     "items": {
                      "type": "string"
                     },
                     "type": "array"
                    },
                    "senders": {
                     "items": {
                      "type": "string",
                      "pattern": "^@"
                     },
                     "type": "array"
                    },
                    "types": {
                     "items": {
                      "type": "string"
                     },
                     "type": "array"
                    }
                   },
                   "type": "object"
                  }
                 ]
                },
                "room": {
                 "type": "object",
                 "properties": {
                  "not_rooms": {
                   "items": {
                    "type": "string",
                    "pattern": "^!"
                   },
                   "type": "array"
                  },
                  "rooms": {
                   "items": {
                    "type": "string",
                    "pattern": "^!"
                   },
                   "type": "array"
                  },
                  "ephemeral": {
                   "allOf": [
                    {
                     "allOf": [
                      {
                       "properties": {
                        "limit": {
                         "type": "integer"
                        },
                        "not_senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "not_types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        },
                        "senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        }
                       },
                       "type": "object"
                      },
                      {
                       "type": "object",
                       "properties": {
                        "unread_thread_notifications": {
                         "type": "boolean"
                        },
                        "lazy_load_members": {
                         "type": "boolean"
                        },
                        "include_redundant_members": {
                         "type": "boolean"
                        },
                        "not_rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "contains_url": {
                         "type": "boolean"
                        }
                       }
                      }
                     ]
                    }
                   ]
                  },
                  "include_leave": {
                   "type": "boolean"
                  },
                  "state": {
                   "type": "object",
                   "allOf": [
                    {
                     "allOf": [
                      {
                       "properties": {
                        "limit": {
                         "type": "integer"
                        },
                        "not_senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "not_types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        },
                        "senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        }
                       },
                       "type": "object"
                      },
                      {
                       "type": "object",
                       "properties": {
                        "unread_thread_notifications": {
                         "type": "boolean"
                        },
                        "lazy_load_members": {
                         "type": "boolean"
                        },
                        "include_redundant_members": {
                         "type": "boolean"
                        },
                        "not_rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "contains_url": {
                         "type": "boolean"
                        }
                       }
                      }
                     ]
                    }
                   ]
                  },
                  "timeline": {
                   "allOf": [
                    {
                     "allOf": [
                      {
                       "properties": {
                        "limit": {
                         "type": "integer"
                        },
                        "not_senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "not_types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        },
                        "senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        }
                       },
                       "type": "object"
                      },
                      {
                       "type": "object",
                       "properties": {
                        "unread_thread_notifications": {
                         "type": "boolean"
                        },
                        "lazy_load_members": {
                         "type": "boolean"
                        },
                        "include_redundant_members": {
                         "type": "boolean"
                        },
                        "not_rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "contains_url": {
                         "type": "boolean"
                        }
                       }
                      }
                     ]
                    }
                   ]
                  },
                  "account_data": {
                   "allOf": [
                    {
                     "allOf": [
                      {
                       "properties": {
                        "limit": {
                         "type": "integer"
                        },
                        "not_senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "not_types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        },
                        "senders": {
                         "items": {
                          "type": "string",
                          "pattern": "^@"
                         },
                         "type": "array"
                        },
                        "types": {
                         "items": {
                          "type": "string"
                         },
                         "type": "array"
                        }
                       },
                       "type": "object"
                      },
                      {
                       "type": "object",
                       "properties": {
                        "unread_thread_notifications": {
                         "type": "boolean"
                        },
                        "lazy_load_members": {
                         "type": "boolean"
                        },
                        "include_redundant_members": {
                         "type": "boolean"
                        },
                        "not_rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "rooms": {
                         "items": {
                          "type": "string",
                          "pattern": "^!"
                         },
                         "type": "array"
                        },
                        "contains_url": {
                         "type": "boolean"
                        }
                       }
                      }
                     ]
                    }
                   ]
                  }
                 }
                }
               }
              }
             ]
            }
            """#
        ),
        (
            "PUT /redact",
            #"""
            {
             "type": "object",
             "properties": {
              "reason": {
               "type": "string"
              }
             }
            }
            """#
        ),
    ]
}
