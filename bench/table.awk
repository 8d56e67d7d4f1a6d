# Prints bench/table's two tables from the targets and furui-bench's JSON.

# A field of this line's flat object, without its quotes; "" when null.
function field(name,  at, text) {
	at = index($0, "\"" name "\":")
	if (!at)
		return ""
	text = substr($0, at + length(name) + 3)
	if (text ~ /^"/) {
		text = substr(text, 2)
		sub(/".*/, "", text)
	} else if (text ~ /^\[/) {
		text = substr(text, 2)
		sub(/\].*/, "", text)
	} else {
		sub(/[,}].*/, "", text)
	}
	return text ~ /null/ ? "" : text
}
function show(value, digits) {
	return value == "" ? "-" : sprintf("%.*f", digits, value)
}
function range(text, digits,  ends) {
	return split(text, ends, ",") < 2 ? "" : \
		sprintf(" (%.*f-%.*f)", digits, ends[1], digits, ends[2])
}
function print_row(  i, line) {
	line = tsv == "yes" ? "" : "|"
	for (i = 1; i <= cells; i++)
		line = line (tsv == "yes" ? (i > 1 ? "\t" : "") cell[i] : \
			" " cell[i] " |")
	print line
	cells = 0
}
function add(text) {
	cell[++cells] = text
}
function print_head(titles,  i, n, title) {
	n = split(titles, title, ";")
	for (i = 1; i <= n; i++)
		add(title[i])
	print_row()
	if (tsv == "yes")
		return
	for (i = 1; i <= n; i++)
		add("---")
	print_row()
}
function quotient(a, b) {
	return a == "" || b == "" || b + 0 == 0 ? "" : a / b
}

NR == FNR {
	if ($0 ~ /^#/ || !NF)
		next
	n = split($0, part, /; /)
	if (n != 4) {
		print "targets, line " FNR ": not understood" >"/dev/stderr"
		exit broken = 3
	}
	targets++
	target[targets, "row"] = part[1]
	target[targets, "measure"] = part[2]
	target[targets, "peer"] = part[3]
	target[targets, "most"] = part[4]
	next
}
{
	row = field("row")
	filter = field("filter")
	results++
	at_row[results] = row
	at_filter[results] = filter
	key = row SUBSEP filter
	auc[key] = field("one_minus_auc_pct")
	interval[key] = field("ci_pct")
	sm_at[key] = field("sm_at_hm_0.1_pct")
	hm[key] = field("hm_pct")
	lost[key] = field("ham_lost")
	sm[key] = field("sm_pct")
	unsure[key] = field("unsure_pct")
	lam[key] = field("lam_pct")
	messages[key] = field("learned") " / " field("n")
	ratio[key] = field("ratio")
	ratio_interval[key] = field("ratio_ci")
	seconds[key] = field("training_seconds") + field("judging_seconds")
}

# The value that a target is about; "" when it was not measured.
function measured(i,  row, own, peer) {
	row = target[i, "row"]
	own = row SUBSEP "furui"
	peer = row SUBSEP target[i, "peer"]
	if (target[i, "measure"] == "ratio")
		return ratio[peer]
	if (target[i, "measure"] == "spam")
		return quotient(sm[own], sm[peer])
	return target[i, "measure"] == "auc" ? auc[own] : \
		target[i, "measure"] == "ham" ? hm[own] : \
		target[i, "measure"] == "lost" ? lost[own] : \
		target[i, "measure"] == "lam" ? lam[own] : ""
}
function print_figures(  i, key) {
	print_head("corpus, protocol;filter;learned / judged;" \
		"1-AUC % (95 %);furui / peer (95 %);spam missed % at ham " \
		"lost 0.1 %;ham lost % (messages);spam not called spam %;" \
		"unsure %;LAM %;seconds")
	for (i = 1; i <= results; i++) {
		key = at_row[i] SUBSEP at_filter[i]
		add(at_row[i])
		add(at_filter[i])
		add(messages[key])
		add(show(auc[key], 4) range(interval[key], 3))
		add(at_filter[i] == "furui" ? "" : show(ratio[key], 3) \
			range(ratio_interval[key], 3))
		add(show(sm_at[key], 2))
		add(show(hm[key], 3) " (" lost[key] ")")
		add(show(sm[key], 2))
		add(show(unsure[key], 2))
		add(show(lam[key], 3))
		add(show(seconds[key], 0))
		print_row()
	}
}
function print_targets(  i, value, met, count, title) {
	title["ratio"] = "1-AUC, furui / "
	title["auc"] = "1-AUC % (stretch)"
	title["ham"] = "ham lost %"
	title["lost"] = "ham lost, messages"
	title["spam"] = "spam not called spam, furui / "
	title["lam"] = "LAM %"
	print_head("corpus, protocol;measure;at most;measured;verdict")
	for (i = 1; i <= targets; i++) {
		value = measured(i)
		met = value == "" ? "not measured" : \
			value + 0 <= target[i, "most"] + 0 ? "met" : "missed"
		count[met]++
		add(target[i, "row"])
		add(title[target[i, "measure"]] \
			(target[i, "peer"] == "-" ? "" : target[i, "peer"]))
		add(target[i, "most"])
		add(value == "" ? "-" : sprintf("%.4g", value))
		add(met)
		print_row()
	}
	printf "\n%d met, %d missed, %d not measured\n", count["met"],
		count["missed"], count["not measured"]
}
END {
	if (broken)
		exit broken
	print_figures()
	print ""
	print_targets()
}
