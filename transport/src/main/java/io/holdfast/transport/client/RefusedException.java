// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.ResultCode;

/** The server refused a message before it was sequenced: nothing was journalled and nothing has changed. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResultCode code;

    RefusedException(ResultCode code) {
        super("refused: " + code);
        this.code = code;
    }

    public ResultCode code() {
        return code;
    }
}
