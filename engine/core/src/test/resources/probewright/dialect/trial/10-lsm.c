LSM_PROBE(bprm_check_security, struct linux_binprm *bprm, int ret)
{
	return ret ? ret : bprm->file->f_flags == 0x7fffffff;
}
