package probewright.dialect;

import probewright.btf.Show;
import probewright.diagnostics.Place;

/**
 * A line at the head of a program that says how a member is to be shown: {@code // show: NAME.FIELD
 * as FORMAT}.
 */
public record ShowComment(Show show, Place place) {}
