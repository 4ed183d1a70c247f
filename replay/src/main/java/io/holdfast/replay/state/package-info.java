/** The state at any place of a journal: what there is, and what the engine says about it when it is asked. */
package io.holdfast.replay.state;
